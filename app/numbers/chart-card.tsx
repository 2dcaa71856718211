import { Download, Table2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { IconButton } from '../components/icon-button.tsx'

export type TableOf = { head: string[]; rows: (string | number)[][] }

/** A chart, the table behind it, and its file. */
export function ChartCard({
  title,
  note,
  csv,
  table,
  children,
}: {
  title: string
  note: string
  /** Where the file is. */
  csv: string
  table: TableOf
  children: ReactNode
}) {
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="flex min-h-72 flex-col gap-2 rounded-3 border border-line bg-panel p-4"
    >
      <header className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <h2 id={id} className="font-semibold text-15 text-1">
            {title}
          </h2>
          <p className="text-12 text-2">{note}</p>
        </div>
        <IconButton
          label={`${title} as a ${asTable ? 'chart' : 'table'}`}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Table2 size={16} aria-hidden />
        </IconButton>
        <a
          href={csv}
          download
          aria-label={`${title} as CSV`}
          title={`${title} as CSV`}
          className="inline-grid size-8 place-items-center rounded-2 text-2 hover:bg-hover hover:text-1"
        >
          <Download size={16} aria-hidden />
        </a>
      </header>
      {table.rows.length === 0 ? (
        <p className="m-auto text-13 text-3">Nothing yet.</p>
      ) : (
        <>
          {!asTable && <div className="my-auto">{children}</div>}
          {/* The chart is for the eye; the table says the same to everybody. */}
          <div className={asTable ? 'max-h-60 overflow-auto' : 'sr-only'}>
            <table className="w-full text-13 text-2 tabular">
              <caption className="sr-only">{title}</caption>
              <thead>
                <tr>
                  {table.head.map((name) => (
                    <th
                      key={name}
                      scope="col"
                      className="py-1 pr-3 text-left font-medium text-12 text-3"
                    >
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row) => (
                  <tr key={String(row[0])} className="border-line border-t">
                    {row.map((value, i) => (
                      <td key={table.head[i]} className="py-1 pr-3 text-1">
                        {value}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}
