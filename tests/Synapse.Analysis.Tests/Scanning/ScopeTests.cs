using Synapse.Analysis.Languages;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Tests.Scanning;

public sealed class ScopeTests
{
    [Theory]
    [InlineData("csharp", "class C { public async Task<int> Load(string a, List<int> b) where T : new() { foreach (var x in b) { if (x > 0) { return x; } } } }", "Function Load/2|Loop foreach|Branch if")]
    [InlineData("java", "void run(Map<String, Integer> m) throws IOException { while (true) { step(); } }", "Function run/1|Loop while")]
    [InlineData("go", "func (s *Server) Get(w http.ResponseWriter, r *http.Request) (int, error) {\n for _, x := range xs {\n  use(x)\n }\n}", "Function Get/2|Loop for")]
    [InlineData("javascript", "function f(a) { items.forEach(i => { g(i) }) }", "Function f/1|Loop forEach")]
    [InlineData("typescript", "export class A { async load(id: string): Promise<User> { return x } }", "Function load/1")]
    [InlineData("python", "def f(a, b=1):\n    for x in a:\n        if x:\n            g(x)\n    return 1\n\ndef h():\n    pass\n", "Function f/1|Loop for|Branch if|Function h/0")]
    [InlineData("python", "async def f(\n    a,\n):\n    return [g(x) for x in a]\n", "Function f/1|Loop for")]
    [InlineData("elixir", "def index(conn, params) do\n  Enum.each(xs, fn x -> f(x) end)\n  if a do\n    b\n  end\nend\n", "Function index/2|Loop each|Branch if")]
    [InlineData("kotlin", "class A internal constructor(val a: Int) : B(a) { fun f() { } constructor(s: String) : this(1) { g() } }", "Function f/0|Function constructor/1")]
    [InlineData("c", "int f(int a) {\n#ifdef A\n  if (a) {\n#else\n  if (!a) {\n#endif\n    g();\n  }\n}\n\nint h(void) {\n  return 1;\n}\n", "Function f/1|Branch if|Branch if|Function h/1")]
    [InlineData("kotlin", "class A { private fun <T> load(a: Map<String, Int>, b: Int): T { for (x in a) { if (x) { g() } }\n items.forEach { g(it) } }\n fun one() = 1\n fun two() {\n } }", "Function load/2|Loop for|Branch if|Loop forEach|Function two/0")]
    [InlineData("kotlin", "fun String.shout(a: Int) { with(a) { run() } }", "Function shout/1")]
    [InlineData("scala", "def run(a: Int)(implicit b: Int): Unit = { xs.foreach { x => f(x) } }\ndef one = 1", "Function run/1|Loop foreach")]
    [InlineData("php", "<p>don't</p><?php class A { public function load($a, $b = []): ?int { foreach ($a as $x) { if ($x) { f(); } } } }", "Function load/1|Loop foreach|Branch if")]
    [InlineData("ruby", "class A\n  def load(a, b = 1)\n    a.each do |x|\n      if x\n        g(x)\n      end\n    end\n    return if b\n    while a do\n      f\n    end\n  end\n  def one = 1\n  def two; end\nend\n", "Function load/1|Loop each|Branch if|Loop while|Function two/0")]
    [InlineData("elixir", "def f(x) do\n  case x do\n    1 -> if x do :ok else :error end\n\n    :abort -> :ok\n  end\nend\ndef g, do: :end\ndef h do\n  1\nend\n", "Function f/1|Branch case|Branch if|Function g/0|Function h/0")]
    [InlineData("elixir", "defmodule A do\n  def f(x, y),\n    do: x\n        |> g(y)\n\n  @a 1\n  defp h, do: 1\nend\n", "Function f/2|Function h/0")]
    [InlineData("ruby", "def self./(id)\n  find(id)\nend\ndef ==(other)\n  a\nend\n", "Function //1|Function ==/1")]
    [InlineData("ruby", "def f a, b\n  x = if a then 1 else 2 end\n  xs.map { |y| y }\nend\ndef self.g\nend", "Function f/2|Branch if|Loop map|Function g/0")]
    [InlineData("c", "static int *find(struct node *n, int k)\n{\n  while (n) { if (n->k == k) { return 0; } }\n}", "Function find/2|Loop while|Branch if")]
    [InlineData("cpp", "void A::run(const std::map<int, int>& m) { for (auto& x : m) { f(x); } }", "Function run/1|Loop for")]
    [InlineData("rust", "impl A { pub fn get<T: Clone>(&self, id: u8) -> Result<T, E> { for x in &self.xs { if let Some(y) = x { g(y); } } } }\nfn a<'a>(x: &'a str) { loop { b() } }", "Function get/1|Loop for|Branch if|Function a/1|Loop loop")]
    [InlineData("swift", "class A { func load(_ a: Int, b: [Int]) throws -> Int { for x in b { if x > 0 { f() } } }\n init(a: Int) { g() } }", "Function load/2|Loop for|Branch if|Function init/1")]
    [InlineData("shell", "deploy() {\n  for x in a b; do echo $x; done\n}\nfunction clean {\n  rm x\n}", "Function deploy/0|Function clean/0")]
    [InlineData("powershell", "function Get-Thing($a, $b) { foreach ($x in $a) { if ($x) { Run } } }", "Function Get-Thing/2|Loop foreach|Branch if")]
    [InlineData("ruby", "def f(a, b:, c: 1)\n  g\nend", "Function f/1")]
    [InlineData("python", "def f(self, a, *, b, c):\n    pass", "Function f/1")]
    [InlineData("typescript", "function f(a: number, b?: string, c = 1) { g() }", "Function f/1")]
    [InlineData("elixir", "def f(a, b \\\\ []) do\n  g\nend", "Function f/1")]
    [InlineData("go", "func f(a int) {\n\tg(a, 1)\n\t{\n\t\th()\n\t}\n}", "Function f/1")]
    public void Functions_loops_and_branches_are_found(string language, string code, string expected)
    {
        Assert.True(LanguageCatalog.TryGet(language, out var definition));
        var scopes = ScopeReader.Read(definition, code, Lexer.Run(definition, code))
            .Where(s => s.Kind != ScopeKind.Block && !(s.Kind == ScopeKind.Function && s.Name.Length == 0))
            .OrderBy(s => s.Header)
            .Select(s => s.Kind == ScopeKind.Function ? $"{s.Kind} {s.Name}/{s.Parameters}" : $"{s.Kind} {s.Name}");
        Assert.Equal(expected, string.Join('|', scopes));
    }
}
