/** What is used of it; it brings no types. */
declare module 'sherpa-onnx-node' {
  const sherpa: unknown
  export default sherpa
}
