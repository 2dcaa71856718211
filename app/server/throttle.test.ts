import { expect, test } from 'vitest'
import { createThrottle } from './throttle.ts'

const tries = (throttle: ReturnType<typeof createThrottle>, ip: string, email: string) => ({
  async fail(times: number) {
    for (let i = 0; i < times; i++) await throttle.logInFailed(ip, email)
  },
  ask: () => throttle.beforeLogIn(ip, email),
})

test('one account from one place is stopped after eight wrong tries, others are not', async () => {
  const throttle = createThrottle()
  const guess = tries(throttle, '10.0.0.1', 'mara@studio.example')
  await guess.fail(7)
  await guess.ask()
  await guess.fail(1)
  await expect(guess.ask()).rejects.toMatchObject({
    code: 'auth.too-many',
    message: 'Too many tries. Wait 5 minutes, then try again.',
  })
  await tries(throttle, '10.0.0.2', 'mara@studio.example').ask()
  await tries(throttle, '10.0.0.1', 'kenji@studio.example').ask()
})

test('a right password clears the count', async () => {
  const throttle = createThrottle()
  const guess = tries(throttle, '10.0.0.1', 'mara@studio.example')
  await guess.fail(7)
  await throttle.logInSucceeded('10.0.0.1', 'mara@studio.example')
  await guess.fail(7)
  await guess.ask()
})

test('a list of accounts from one place is stopped', async () => {
  const throttle = createThrottle()
  for (let i = 0; i < 60; i++) await tries(throttle, '10.0.0.1', `p${i}@x.example`).fail(1)
  await expect(tries(throttle, '10.0.0.1', 'new@x.example').ask()).rejects.toMatchObject({
    code: 'auth.too-many',
  })
})

test('one account from a list of places is stopped', async () => {
  const throttle = createThrottle()
  for (let i = 0; i < 100; i++) await tries(throttle, `10.0.1.${i}`, 'mara@studio.example').fail(1)
  await expect(tries(throttle, '10.9.9.9', 'mara@studio.example').ask()).rejects.toMatchObject({
    code: 'auth.too-many',
  })
})

test('accounts made from one place are counted', async () => {
  const throttle = createThrottle()
  for (let i = 0; i < 100; i++) await throttle.beforeSignUp('10.0.0.1')
  await expect(throttle.beforeSignUp('10.0.0.1')).rejects.toMatchObject({ code: 'auth.too-many' })
  await throttle.beforeSignUp('10.0.0.2')
})
