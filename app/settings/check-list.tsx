/** Several of several, each a tick. */
export function CheckList({
  legend,
  name,
  options,
  checked,
  error,
}: {
  legend: string
  name: string
  options: { value: string; label: string }[]
  /** Ticked at first. */
  checked: string[]
  error?: string | undefined
}) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium text-13 text-2">{legend}</legend>
      <div className="grid grid-cols-2 gap-x-4 max-sm:grid-cols-1">
        {options.map(({ value, label }) => (
          <label key={value} className="flex h-8 items-center gap-2.5 text-13 text-1 max-md:h-11">
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={checked.includes(value)}
              className="size-4 accent-(--accent)"
            />
            {label}
          </label>
        ))}
      </div>
      {error && <p className="text-12 text-danger">{error}</p>}
    </fieldset>
  )
}
