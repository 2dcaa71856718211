/**
 * A clip as version 1 of the schema wrote it, byte for byte: a title, a shape, a style, words that were
 * cut, corrected and emphasised, a split, a deleted and a trimmed piece, and a teaser. Never to be
 * made anew: it stands for what lies in people's databases.
 */
export const version1: Uint8Array = Uint8Array.from(
  Buffer.from(
    [
      'Agv8rK/QCQAoAQRtZXRhBnNjaGVtYQF9ASgBBG1ldGERdHJhbnNjcmlwdFZlcnNpb24BfQEoAQRtZXRhCmR1cmF0',
      'aW9uTXMBfaC7ASgBBG1ldGEFdGl0bGUBdwZBIHRhbGshAQRtZXRhBXNoYXBlASgBBXRha2VzBnQxL3BvcwF3AmEw',
      'KAEFdGFrZXMFdDEvaW4BfQAhAQV0YWtlcwZ0MS9vdXQBIQEFc3R5bGUEbmFtZQEoAQVzdHlsZQdlbmFibGVkAXgh',
      'AQVzdHlsZQRzaXplARLnJAAoAQV3b3JkcwR3MS94AXgoAQV3b3JkcwR3Mi94AXgoAQV3b3JkcwR3NC90AXcES3lp',
      'digBBXdvcmRzBXc2L2VtAXgoAQZzcGxpdHMMdDEtMzAwMC90YWtlAXcCdDEoAQZzcGxpdHMKdDEtMzAwMC9hdAF9',
      'uC4oAQZzcGxpdHMMdDEtNTAwMC90YWtlAXcCdDEoAQZzcGxpdHMKdDEtNTAwMC9hdAF9iE4oAQZwaWVjZXMLdDEt',
      'MzAwMC9vZmYBeKj8rK/QCQcBfaiMASgBBnBpZWNlcwp0MS01MDAwL3RpAX2QUSgBBXRha2VzCnQzbXYtYi9wb3MB',
      'dwJaeigBBXRha2VzCXQzbXYtYi9pbgF9sF0oAQV0YWtlcwp0M212LWIvb3V0AX2Ybaj8rK/QCQgBdwVjbGVhcqj8',
      'rK/QCQoBez/zMzMzMzMzKAEFc3R5bGUBeQF7P9MzMzMzMzOo/Kyv0AkEAXcDMToxAfysr9AJAwQBBwIKAQ==',
    ].join(''),
    'base64',
  ),
)
