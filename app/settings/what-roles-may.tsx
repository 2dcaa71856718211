import { Check } from 'lucide-react'

const rows: [string, string][] = [
  ['Watch', 'oaerl'],
  ['Comment, approve', 'oaerl'],
  ['Edit clips', 'oae'],
  ['Export files', 'oae'],
  ['Make guest links', 'oae'],
  ['People, keys', 'oa'],
  ['Hand over', 'o'],
]
const roles = [
  ['o', 'Own', 'Owner'],
  ['a', 'Adm', 'Admin'],
  ['e', 'Edit', 'Editor'],
  ['r', 'Rev', 'Reviewer'],
  ['l', 'Link', 'Guest with a link that allows it'],
] as const

/** Each role's rights, as the commands hold them. */
export function WhatRolesMay() {
  return (
    <aside>
      <h2 className="mb-2 font-semibold text-16 text-1">What each role may do</h2>
      <table className="w-full text-13">
        <thead>
          <tr className="border-line border-b text-12 text-3">
            <th className="py-1.5 text-left font-medium">
              <span className="sr-only">Right</span>
            </th>
            {roles.map(([key, short, name]) => (
              <th key={key} className="w-11 py-1.5 font-medium">
                <abbr title={name} className="no-underline">
                  {short}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([right, who]) => (
            <tr key={right} className="border-line border-b">
              <th className="py-2 text-left font-normal text-1">{right}</th>
              {roles.map(([key]) => (
                <td key={key} className="text-center">
                  {who.includes(key) ? (
                    <Check size={14} className="mx-auto text-success" aria-label="yes" />
                  ) : (
                    <span role="img" className="text-3" aria-label="no">
                      –
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-5 rounded-3 border border-line bg-panel px-3.5 py-3 text-12 text-2">
        <strong className="font-semibold text-1">A change counts at once.</strong> Someone made a
        reviewer in the middle of an edit keeps what was saved, and their editor turns to View only.
      </p>
    </aside>
  )
}
