export default function Landing() {
  return <h1 className="text-34">One long video in.</h1>
}
