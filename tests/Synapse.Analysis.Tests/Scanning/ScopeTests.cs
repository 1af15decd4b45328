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
    [InlineData("python", "def f(a, b=1):\n    for x in a:\n        if x:\n            g(x)\n    return 1\n\ndef h():\n    pass\n", "Function f/2|Loop for|Branch if|Function h/0")]
    [InlineData("python", "async def f(\n    a,\n):\n    return [g(x) for x in a]\n", "Function f/1|Loop for")]
    [InlineData("elixir", "def index(conn, params) do\n  Enum.each(xs, fn x -> f(x) end)\n  if a do\n    b\n  end\nend\n", "Function index/2|Loop each|Branch if")]
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
