using Synapse.Analysis.Flow;
using Xunit;

namespace Synapse.Analysis.Tests.Flow;

public sealed class FlowTests
{
    [Theory]
    [InlineData("java", "void m() { String a = source(); String b = a; sink(b); sink(\"x\"); }", "T-")]
    [InlineData("csharp", "void M() { var a = source(); string b = a.Trim(); sink(b); a = \"x\"; sink(a); }", "T-")]
    [InlineData("javascript", "const a = source(); let b = `x ${a}`; sink(b); b = 1; sink(b);", "T-")]
    [InlineData("typescript", "function f(): void { const a: string = source(); sink(a as string); const n: number = +a; sink(n); }", "T-")]
    [InlineData("python", "def f():\n    a = source()\n    b = \"x %s\" % a\n    sink(b)\n    b = 1\n    sink(b)\n", "T-")]
    [InlineData("go", "func f() {\n\tres, err := http.Get(fmt.Sprintf(\"http://%s:%s/\", host, addr[len(addr)-1]))\n\tsink(source())\n\tsink(\"x\")\n}\n", "T-")]
    [InlineData("go", "func f() {\n\ta := source()\n\tb := fmt.Sprintf(\"x %s\", a)\n\tsink(b)\n\tsink(\"x\")\n}\n", "T-")]
    [InlineData("php", "<?php function f() { $a = source(); $b = 'x' . $a; sink($b); $b = 1; sink($b); }", "T-")]
    [InlineData("ruby", "def f\n  a = source()\n  b = \"x #{a}\"\n  sink(b)\n  b = 1\n  sink(b)\nend\n", "T-")]
    [InlineData("kotlin", "fun f() {\n  val a = source()\n  val b = \"x $a\"\n  sink(b)\n  sink(\"x\")\n}\n", "T-")]
    [InlineData("scala", "def f() = {\n  val a = source()\n  val b = s\"x $a\"\n  sink(b)\n  sink(\"x\")\n}\n", "T-")]
    [InlineData("swift", "func f() {\n  let a = source()\n  let b = \"x \\(a)\"\n  sink(b)\n  sink(\"x\")\n}\n", "T-")]
    [InlineData("rust", "fn f() { let a = source(); let b = a.to_string(); sink(b); sink(\"x\"); }", "T-")]
    [InlineData("c", "void f() { char *a = source(); char *b = a; sink(b); b = \"x\"; sink(b); }", "T-")]
    [InlineData("cpp", "void f() { auto a = source(); std::string b = a; sink(b); b = \"x\"; sink(b); }", "T-")]
    [InlineData("java", "void m() { sink(\"a\" + (source() + \"b\")); sink(\"d < \" + (now() - 7)); }", "T-")]
    [InlineData("javascript", "function f() { sink(('a' + source()) + 'b'); sink((now() - 7) + 'b'); }", "T-")]
    [InlineData("csharp", "void M() { run(static (a, b) => { var c = source(); sink(c); sink(b); }, 1); }", "T-")]
    public void An_outside_value_is_followed_through_assignments(string language, string code, string signs) =>
        Assert.Equal(signs, Flows.Signs(language, code));

    [Theory]
    [InlineData("javascript", "function f(ids) { sink(`in (${ids.map(() => '?').join(',')})`); sink('in (' + '?,'.repeat(ids.length) + '?)'); sink(`in (${ids})`); }", "--+")]
    [InlineData("kotlin", "fun f(ids: List<String>) {\n  val a = ids.joinToString(\",\") { \"?\" }\n  sink(\"in ($a)\")\n  sink(\"in ($ids)\")\n}\n", "-+")]
    [InlineData("php", "<?php function f($ids) { sink('in (' . str_repeat('?,', count($ids)) . ')'); $a = []; foreach ($ids as $id) { $a[] = $db->quote($id); } sink('in (' . implode(',', $a) . ')'); sink('in (' . $ids . ')'); }", "--+")]
    [InlineData("php", "<?php function f($x) { sink(Status::Open->value); sink($x->value); }", "-+")]
    [InlineData("csharp", "void M() { sink($\"state = '{OrderStatus.Open}'\"); sink($\"name = '{Model.Name}'\"); }", "-+")]
    [InlineData("go", "func f(ids string) {\n\tsink(fmt.Sprintf(\"id = %s\", sqlPlaceholders[0]))\n\tsink(fmt.Sprintf(\"id = %s\", ids))\n}\n", "-+")]
    public void A_mark_that_is_written_for_each_value_leaves_a_text_closed(string language, string code, string signs) =>
        Assert.Equal(signs, string.Concat(Flows.AtSinks(language, code).Select(v => v!.IsOpen ? '+' : '-')));

    [Theory]
    [InlineData("java", "void m(boolean c) { String a = \"x\"; if (c) { a = source(); } sink(a); if (c) { a = \"y\"; } else { a = \"z\"; } sink(a); }", "T-")]
    [InlineData("java", "void m() { String a = \"x\"; for (int i = 0; i < 3; i++) { sink(a); a = source(); } }", "T")]
    [InlineData("java", "void m(int c) { String a; switch (c) { case 1: a = source(); break; default: a = \"x\"; } sink(a); }", "T")]
    [InlineData("python", "def f(c):\n    a = 'x'\n    try:\n        a = source()\n    except E:\n        pass\n    sink(a)\n", "T")]
    [InlineData("python", "def f(c):\n    for a in source():\n        sink(a)\n    for b in ['x', 'y']:\n        sink(b)\n", "T-")]
    [InlineData("go", "func f(c bool) {\n\ta := \"x\"\n\tif c {\n\t\ta = source()\n\t}\n\tsink(a)\n\tfor _, v := range []string{\"a\"} {\n\t\tsink(v)\n\t}\n}\n", "T-")]
    [InlineData("go", "func f(c bool) {\n\tw, n := []string{\"a\"}, []any{}\n\tif c {\n\t\tw, n = append(w, \"b\"), append(n, source())\n\t}\n\tsink(strings.Join(w, \" and \"))\n\tsink(strings.Join(append(w, source()), \" and \"))\n}\n", "-T")]
    [InlineData("go", "func f(id string) {\n\tq := fmt.Sprintf(\"%s limit %d\", \"x\", source())\n\tsink(q)\n\tsink(fmt.Sprintf(\"%d %s\", 1, source()))\n}\n", "-T")]
    [InlineData("python", "def f():\n    a, b = 'x', source()\n    sink(a)\n    sink(b)\n", "-T")]
    [InlineData("ruby", "def f\n  a, b = 'x', source()\n  sink(a)\n  sink(b)\nend\n", "-T")]
    [InlineData("csharp", "void M(bool c) { var a = c ? source() : \"x\"; sink(a); var b = c switch { true => \"a\", _ => \"b\" }; sink(b); }", "T-")]
    [InlineData("ruby", "def f(c)\n  a = 'x'\n  a = source() if c\n  sink(a)\n  b = 'x' unless c\n  sink(b)\nend\n", "T-")]
    [InlineData("php", "<?php function f($c) { $a = 'x'; foreach (source() as $k => $v) { $a .= $v; } sink($a); }", "T")]
    public void Branches_and_loops_are_both_taken(string language, string code, string signs) =>
        Assert.Equal(signs, Flows.Signs(language, code));

    [Theory]
    [InlineData("java", "void m() { String a = source(); int n = 106; String b; if ((7 * 42) - n > 200) b = a; else b = \"x\"; sink(b); }", "-")]
    [InlineData("java", "void m() { String a = source(); int n = 86; String b = (7 * 42) - n > 200 ? \"x\" : a; sink(b); }", "-")]
    [InlineData("java", "void m() { String a = source(); String b; char t = \"ABC\".charAt(1); switch (t) { case 'A': b = a; break; case 'B': b = \"x\"; break; default: b = a; } sink(b); }", "-")]
    [InlineData("python", "def f():\n    a = source()\n    n = 106\n    b = 'x' if 7 * 42 - n > 200 else 'y'\n    sink(b)\n    if n == 1:\n        b = a\n    sink(b)\n", "--")]
    [InlineData("csharp", "const bool On = false; void M() { var a = \"x\"; if (On) { a = source(); } sink(a); }", "-")]
    [InlineData("javascript", "const debug = false; function f() { let a = 'x'; if (debug) { a = source(); } sink(a); }", "-")]
    public void What_constants_rule_out_is_no_flow(string language, string code, string signs) =>
        Assert.Equal(signs, Flows.Signs(language, code));

    [Theory]
    [InlineData("java", "class A { void m() { sink(wrap(source())); sink(wrap(\"x\")); sink(fixed(source())); } String wrap(String s) { return \"<\" + s; } String fixed(String s) { return \"x\"; } }", "T--")]
    [InlineData("java", "class A { void m() { run(source()); } void run(String s) { sink(s); } }", "T")]
    [InlineData("java", "class A { void m() { String b = new Inner().get(source()); sink(b); } class Inner { String get(String s) { return s; } } }", "T")]
    [InlineData("python", "def wrap(s):\n    return '<' + s\n\ndef f():\n    sink(wrap(source()))\n    sink(wrap('x'))\n", "T-")]
    [InlineData("go", "func wrap(s string) string {\n\treturn \"<\" + s\n}\n\nfunc f() {\n\tsink(wrap(source()))\n\tsink(wrap(\"x\"))\n}\n", "T-")]
    [InlineData("javascript", "const wrap = s => '<' + s; function f() { sink(wrap(source())); sink(wrap('x')); }", "T-")]
    [InlineData("csharp", "class A { void M() { Fill(source(), out var a, out var b); sink(a); sink(b); } void Fill(string s, out string x, out string y) { x = s; y = \"c\"; } }", "T-")]
    [InlineData("csharp", "class A { string Wrap(string s) => s; void M() { sink(Wrap(source())); sink(Wrap(\"x\")); } }", "T-")]
    [InlineData("php", "<?php function wrap($s) { return '<' . $s; } sink(wrap(source())); sink(wrap('x'));", "T-")]
    [InlineData("ruby", "def wrap(s)\n  \"<#{s}\"\nend\n\ndef f\n  sink(wrap(source()))\n  sink(wrap('x'))\nend\n", "T-")]
    public void Helpers_of_the_same_file_are_entered(string language, string code, string signs) =>
        Assert.Equal(signs, Flows.Signs(language, code));

    [Theory]
    [InlineData("java", "void m() { Map<String, Object> map = new HashMap<>(); map.put(\"a\", \"x\"); map.put(\"b\", source()); sink(map.get(\"a\")); sink(map.get(\"b\")); }", "-T")]
    [InlineData("java", "void m() { List<String> l = new ArrayList<>(); l.add(\"x\"); l.add(source()); l.add(\"y\"); l.remove(0); sink(l.get(0)); sink(l.get(1)); }", "T-")]
    [InlineData("java", "void m() { StringBuilder b = new StringBuilder(\"x\"); sink(b.toString()); b.append(source()).append(\"y\"); sink(b.toString()); }", "-T")]
    [InlineData("python", "def f():\n    d = {'a': 'x', 'b': source()}\n    sink(d['a'])\n    sink(d['b'])\n    l = ['x']\n    l.append(source())\n    sink(l[0])\n    sink(l[1])\n", "-T-T")]
    [InlineData("python", "def f():\n    sink([x for x in source()])\n    sink(','.join(str(x) for x in ['a']))\n", "T-")]
    [InlineData("javascript", "const { a, b } = { a: 'x', b: source() }; sink(a); sink(b); const o = {}; o.p = source(); sink(o.p); sink(o.q);", "-TT-")]
    [InlineData("javascript", "source().forEach(x => sink(x)); ['a'].forEach(x => sink(x));", "T-")]
    [InlineData("csharp", "void M() { var d = new Dictionary<string, string> { [\"a\"] = \"x\", [\"b\"] = source() }; sink(d[\"a\"]); sink(d[\"b\"]); }", "-T")]
    [InlineData("csharp", "class P { public string N; } void M() { var p = new P { N = source() }; sink(p.N); p.N = \"x\"; sink(p.N); }", "T-")]
    [InlineData("php", "<?php $a = ['x' => 'c', 'y' => source()]; sink($a['x']); sink($a['y']); $o->n = source(); sink($o->n);", "-TT")]
    [InlineData("ruby", "h = { a: 'x', b: source() }\nsink(h[:a])\nsink(h[:b])\n", "-T")]
    [InlineData("go", "func f() {\n\tm := map[string]string{\"a\": \"x\", \"b\": source()}\n\tsink(m[\"a\"])\n\tsink(m[\"b\"])\n}\n", "-T")]
    public void Collections_and_fields_keep_their_values_apart(string language, string code, string signs) =>
        Assert.Equal(signs, Flows.Signs(language, code));

    [Theory]
    [InlineData("java", "void m() { int n = Integer.parseInt(source()); sink(n); sink(\"x\" + n); }", "--")]
    [InlineData("csharp", "void M() { if (int.TryParse(source(), out var n)) { sink(n); } sink(Guid.Parse(source())); }", "--")]
    [InlineData("python", "def f():\n    sink(int(source()))\n    sink(len(source()))\n", "--")]
    [InlineData("python", "ALLOWED = ['a', 'b']\n\ndef f():\n    a = source()\n    if a not in ALLOWED:\n        return\n    sink(a)\n", "-")]
    [InlineData("java", "void m() { String a = source(); if (!ALLOWED.contains(a)) { throw new E(); } sink(a); }", "-")]
    [InlineData("java", "void m() { String a = source(); if (a.equals(\"x\")) { sink(a); } sink(a); }", "-T")]
    [InlineData("javascript", "function f() { const a = source(); if (!/^[a-z]+$/.test(a)) return; sink(a); }", "-")]
    [InlineData("javascript", "function f() { const a = source(); if (!/.*/.test(a)) return; sink(a); }", "T")]
    [InlineData("go", "func f() {\n\tn, err := strconv.Atoi(source())\n\tsink(n)\n\t_ = err\n}\n", "-")]
    [InlineData("php", "<?php $a = source(); if (!in_array($a, ['x', 'y'])) { exit; } sink((int) $a); if (in_array($a, ['x'])) { sink($a); }", "--")]
    [InlineData("ruby", "def f\n  a = source()\n  return unless ALLOWED.include?(a)\n  sink(a)\nend\n", "-")]
    public void A_checked_or_converted_value_is_nobodys(string language, string code, string signs) =>
        Assert.Equal(signs, Flows.Signs(language, code));

    [Theory]
    [InlineData("java", "class A { void m(@Outside String a, @Outside int n, String b) { sink(a); sink(n); sink(b); } }", "T--")]
    [InlineData("python", "@handler\ndef f(a, b: int):\n    sink(a)\n    sink(b)\n", "T-")]
    [InlineData("java", "class A { @handler void m(String a, @Mine String b) { sink(a); sink(b); } }", "T-")]
    public void Parameters_of_handlers_are_from_outside(string language, string code, string signs) =>
        Assert.Equal(signs, Flows.Signs(language, code));

    [Fact]
    public void What_a_value_passed_through_is_its_path()
    {
        var value = Assert.Single(Flows.AtSinks("java", "void m() { sink(escape(clean(source()))); }"));
        var steps = new List<int>();
        for (var step = Assert.Single(value!.Taints).Path; step is not null; step = step.Before)
        {
            steps.Add(step.Node.First);
        }

        Assert.Equal(2, steps.Count);
        Assert.True(steps[0] < steps[1], "the newest step comes first");
    }

    [Theory]
    [InlineData("a + \"x\"", true)]
    [InlineData("\"a\" + \"x\"", false)]
    [InlineData("\"x\" + 1", false)]
    [InlineData("String.format(\"%s\", a)", true)]
    public void A_text_is_composed_where_a_part_is_not_constant(string expression, bool isComposed)
    {
        var value = Assert.Single(Flows.AtSinks("java", $"void m(String a) {{ sink({expression}); }}"));
        Assert.Equal(isComposed, value!.IsComposed && value.IsOpen);
    }

    [Theory]
    [InlineData("php", "<?php function f() { $a = preg_replace('/[^0-9]/', '', source()); sink($a); sink(preg_replace('/x/', '', source())); }", "-T")]
    [InlineData("java", "void m() { sink(source().replaceAll(\"[^a-zA-Z0-9_-]\", \"\")); sink(source().replaceAll(\"[^a-z'<]\", \"\")); }", "-T")]
    [InlineData("java", "void m() { sink(Order.valueOf(source())); sink(String.valueOf(source())); }", "-T")]
    [InlineData("python", "def f():\n    sink(re.sub(r'[^\\w.-]', '_', source()))\n    sink(re.sub('[^x]', \"'\", source()))\n", "-T")]
    [InlineData("php", "<?php function f() { $a = source(); $a += 0; sink($a); sink(source() + 1); sink(source() . 1); }", "--T")]
    [InlineData("php", "<?php function f() { $a = source(); if (preg_match('/^[a-z]*$/', $a) == 1) { sink($a); } sink(filter_var(source(), FILTER_VALIDATE_INT)); sink(filter_var(source(), FILTER_DEFAULT)); }", "--T")]
    [InlineData("php", "<?php function f() { $a = source(); settype($a, 'integer'); sink($a); $b = source(); settype($b, 'string'); sink($b); }", "-T")]
    [InlineData("php", "<?php function f() { $a = array('x'); $a[] = source(); $a[] = 'y'; sink($a[0]); sink($a[1]); sink($a[2]); }", "-T-")]
    public void What_is_left_of_a_text_by_a_filter_is_known(string language, string code, string signs) =>
        Assert.Equal(signs, Flows.Signs(language, code));

    [Fact]
    public void A_configuration_keeps_its_values_apart() =>
        Assert.Equal("-T", Flows.Signs("python", "def f():\n    c = configparser.ConfigParser()\n    c.add_section('s')\n    c.set('s', 'a', 'x')\n    c.set('s', 'b', source())\n    sink(c.get('s', 'a'))\n    sink(c.get('s', 'b'))\n"));

    [Fact]
    public void A_path_divided_by_an_outside_name_is_from_outside() =>
        Assert.Equal("T-", Flows.Signs("python", "def f():\n    a = pathlib.Path(base) / source()\n    sink(a.resolve())\n    sink(6 / 2)\n"));

    [Theory]
    [InlineData("java", "void m() { String a = source(); if (!a.trim().startsWith(d)) { return; } sink(a); }")]
    [InlineData("python", "def f():\n    a = source()\n    if not str(a).startswith(d):\n        return\n    sink(a)\n")]
    public void A_check_of_what_a_call_makes_of_a_value_is_on_its_way(string language, string code) =>
        Assert.Contains(Flows.AtSinks(language, code)[0]!.Taints, t => t.Path?.Node is Synapse.Analysis.Syntax.CallNode { Callee: Synapse.Analysis.Syntax.MemberNode { Name: "startsWith" or "startswith" } });

    [Theory]
    [InlineData("java", "void m(String h) { sink(\"https://x/\" + source()); sink(base + \"/\" + source()); sink(source() + \"/x\"); }", "https://x/", "…/", "")]
    [InlineData("java", "void m() { sink(String.format(\"https://%s/%s\", \"x\", source())); sink(new StringBuilder(\"/a?\").append(source()).toString()); }", "https://x/", "/a?")]
    [InlineData("python", "def f(h):\n    sink(f'{h}/a/{source()}')\n    sink('{}/b'.format(source()))\n    a = '/c/' + source()\n    sink(a)\n", "…/a/", "", "/c/")]
    [InlineData("go", "func f(h string) {\n\tsink(fmt.Sprintf(\"%s/a/%s\", h, source()))\n}\n", "…/a/")]
    [InlineData("php", "<?php function f() { $a = '/a/'; $a .= source(); sink($a); sink(\"/b/$a\"); }", "/a/", "/b//a/")]
    [InlineData("javascript", "function f(c) { const a = c ? `/a/${source()}` : '/b'; sink(a); const b = c ? '/a' + source() : source(); sink(b); }", "/a/", "")]
    public void What_a_text_begins_with_before_its_first_outside_part_is_known(string language, string code, params string[] starts) =>
        Assert.Equal(starts, Flows.AtSinks(language, code).Select(v => v!.Start));

    [Theory]
    [InlineData("void f(void) { char a[50]; sink(a); char *p = a; sink(p); p = malloc(9); sink(p); free(p); sink(p); }", "stack 50", "stack 50", "malloc 9 unchecked", "malloc 9 freed")]
    [InlineData("void f(int c) { int n; sink(n); if (c) { n = 1; } sink(n); int *q = (int *)malloc(10 * sizeof(int)); if (q == NULL) { return; } sink(q); }", "4 unset", "", "malloc 40")]
    [InlineData("void f(void) { int n; fscanf(source(), \"%d\", &n); char data[8]; source(data, &n); sink(n); if (n < 9) { sink(n); } sink(data); }", "outside", "", "stack 8")]
    [InlineData("#include <a.h>\n#define X(a) \\\n  b(a)\n#ifndef Y\nvoid f(void) {\n#if Z\n  char a[50];\n#endif\n  sink(a);\n#undef X\n}\n#endif\n", "stack 50")]
    [InlineData("void f(int c) { char *p = malloc(9); if (c) { free(p); return; } sink(p); struct s *t = NULL; sink(t); }", "malloc 9 unchecked", "null")]
    [InlineData("void f(int c) { unsigned char *p; sink(p); open(c, (const unsigned char **) &p); sink(p); }", "1 unset", "")]
    public void Memory_of_C_is_known(string code, params string[] words) =>
        Assert.Equal(words, Flows.AtSinks("c", code).Select(Words));

    private static string Words(Value? value) => value?.Memory is not { } memory
        ? value is { IsConstant: true, Constant: null } ? "null" : ""
        : string.Join(' ', ((string[])[memory.Kind, memory.Bytes > 0 ? $"{memory.Bytes}" : memory.IsUnset ? $"{memory.Width}" : "", .. memory.Words.Split(' ').Skip(1)]).Where(w => w.Length > 0));
}
