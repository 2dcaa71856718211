import { AppError } from '#core/errors.ts'

export const add = (a: number, b: number) => a + b

export const refuse = () => {
  throw new AppError('disk.full')
}

export const stumble = () => {
  throw new TypeError('cannot read what is not there')
}

export const spin = () => {
  for (;;) Math.sqrt(2)
}
