namespace Synapse.Benchmarks;

/// <summary>The phrases of one language that hostile inputs are made of; <c>{0}</c> stands for a number.</summary>
/// <param name="Extension">The ending of the file.</param>
/// <param name="Open">What stands before the statements: imports and the head of a function that takes a request.</param>
/// <param name="Close">What ends that function.</param>
/// <param name="Input">A statement that takes a value from outside into <c>v0</c>, <c>v1</c>, and so on.</param>
/// <param name="Sink">A statement that does something dangerous with that value.</param>
/// <param name="Grow">A statement that appends <c>v0</c> to <c>q</c>.</param>
/// <param name="Choice">A condition with two branches, each of which gives <c>q</c> a value.</param>
/// <param name="Ladder">One step of a ladder of conditions, open at its end.</param>
/// <param name="Helper">A function whose result is that of the function with the next number.</param>
/// <param name="Field">A statement that puts <c>v0</c> into a member.</param>
/// <param name="Take">A statement that takes something that must be given back.</param>
/// <param name="Lambda">A function in an expression, open at its end.</param>
internal sealed record HostileLanguage(
    string Extension, string Open, string Close, string Input, string Sink, string Grow, string Choice, string Ladder, string Helper, string Field, string Take, string Lambda)
{
    public static IReadOnlyList<HostileLanguage> All { get; } =
    [
        new("cs", "using System.Diagnostics;\nclass A { void F(HttpRequest r, SqlConnection c) {\nvar q = \"\";\n", "}}",
            "var v{0} = r.Query[\"a{0}\"];\n", "Process.Start(\"sh\", \"-c \" + v{0});\n", "q = q + v0;\n", "if (x > {0}) {{ q = v0; }} else {{ q = \"b\"; }}\n", "if (x == {0}) {{ q = v0; }} else ",
            "string H{0}(string a) {{ return H{1}(a); }}\n", "this.m{0} = v0;\n", "var s{0} = new FileStream(v0, FileMode.Open);\n", "x => "),
        new("java", "import java.sql.*;\nclass A { void f(HttpServletRequest r, Statement c) {\nString q = \"\";\n", "}}",
            "String v{0} = r.getParameter(\"a{0}\");\n", "c.executeQuery(\"select \" + v{0});\n", "q = q + v0;\n", "if (x > {0}) {{ q = v0; }} else {{ q = \"b\"; }}\n", "if (x == {0}) {{ q = v0; }} else ",
            "String h{0}(String a) {{ return h{1}(a); }}\n", "this.m{0} = v0;\n", "FileInputStream s{0} = new FileInputStream(v0);\n", "x -> "),
        new("kt", "import java.sql.*\nfun f(r: HttpServletRequest, c: Statement) {\nvar q = \"\"\n", "}",
            "val v{0} = r.getParameter(\"a{0}\")\n", "c.executeQuery(\"select $v{0}\")\n", "q = q + v0\n", "if (x > {0}) {{ q = v0 }} else {{ q = \"b\" }}\n", "if (x == {0}) {{ q = v0 }} else ",
            "fun h{0}(a: String) = h{1}(a)\n", "this.m{0} = v0\n", "val s{0} = FileInputStream(v0)\n", "{{ x -> "),
        new("scala", "class A { def f(r: HttpServletRequest, c: Statement) = {\nvar q = \"\"\n", "}}",
            "val v{0} = r.getParameter(\"a{0}\")\n", "c.executeQuery(\"select \" + v{0})\n", "q = q + v0\n", "if (x > {0}) {{ q = v0 }} else {{ q = \"b\" }}\n", "if (x == {0}) {{ q = v0 }} else ",
            "def h{0}(a: String) = h{1}(a)\n", "this.m{0} = v0\n", "val s{0} = new FileInputStream(v0)\n", "x => "),
        new("js", "const cp = require('child_process');\nfunction f(req, res) {\nlet q = '';\n", "}",
            "const v{0} = req.query.a{0};\n", "cp.exec('ls ' + v{0});\n", "q = q + v0;\n", "if (x > {0}) {{ q = v0; }} else {{ q = 'b'; }}\n", "if (x === {0}) {{ q = v0; }} else ",
            "function h{0}(a) {{ return h{1}(a); }}\n", "this.m{0} = v0;\n", "const s{0} = fs.openSync(v0);\n", "x => "),
        new("ts", "import * as cp from 'child_process';\nfunction f(req: Request, res: Response) {\nlet q: string = '';\n", "}",
            "const v{0}: string = req.query.a{0} as string;\n", "cp.exec(`ls ${{v{0}}}`);\n", "q += v0;\n", "q = x > {0} ? v0 : 'b';\n", "if (x === {0}) {{ q = v0; }} else ",
            "function h{0}(a: string): string {{ return h{1}(a); }}\n", "this.m{0} = v0;\n", "const s{0} = fs.openSync(v0);\n", "(x: any) => "),
        new("py", "import os\nfrom flask import request\ndef f():\n    q = ''\n", "\n",
            "    v{0} = request.args['a{0}']\n", "    os.system('ls ' + v{0})\n", "    q = q + v0\n", "    if x > {0}:\n        q = v0\n    else:\n        q = 'b'\n", "    elif x == {0}:\n        q = v0\n",
            "def h{0}(a):\n    return h{1}(a)\n", "    self.m{0} = v0\n", "    s{0} = open(v0)\n", "lambda x: "),
        new("go", "package p\nimport (\"net/http\"; \"os/exec\")\nfunc f(w http.ResponseWriter, r *http.Request) {\nq := \"\"\n", "}",
            "v{0} := r.FormValue(\"a{0}\")\n", "exec.Command(\"sh\", \"-c\", v{0}).Run()\n", "q = q + v0\n", "if x > {0} {{ q = v0 }} else {{ q = \"b\" }}\n", "if x == {0} {{ q = v0 }} else ",
            "func h{0}(a string) string {{ return h{1}(a) }}\n", "o.m{0} = v0\n", "s{0}, err := os.Open(v0)\n", "func(x int) int {{ return "),
        new("php", "<?php\nfunction f($c) {\n$q = '';\n", "}",
            "$v{0} = $_GET['a{0}'];\n", "$c->query('select ' . $v{0});\n", "$q = $q . $v0;\n", "if ($x > {0}) {{ $q = $v0; }} else {{ $q = 'b'; }}\n", "if ($x == {0}) {{ $q = $v0; }} else",
            "function h{0}($a) {{ return h{1}($a); }}\n", "$this->m{0} = $v0;\n", "$s{0} = fopen($v0, 'r');\n", "fn($x) => "),
        new("rb", "def f\nq = ''\n", "end",
            "v{0} = params[:a{0}]\n", "system(\"ls #{{v{0}}}\")\n", "q = q + v0\n", "if x > {0} then q = v0 else q = 'b' end\n", "elsif x == {0} then q = v0\n",
            "def h{0}(a) h{1}(a) end\n", "@m{0} = v0\n", "s{0} = File.open(v0)\n", "->(x) {{ "),
        new("ex", "defmodule A do\ndef f(conn, params) do\nq = \"\"\n", "end\nend",
            "v{0} = params[\"a{0}\"]\n", "System.shell(\"ls #{{v{0}}}\")\n", "q = q <> v0\n", "q = if x > {0} do v0 else \"b\" end\n", "if x == {0} do v0 else ",
            "def h{0}(a), do: h{1}(a)\n", "m = Map.put(m, :a{0}, v0)\n", "{{:ok, s{0}}} = File.open(v0)\n", "fn x -> "),
        new("c", "#include <stdlib.h>\nint f(int argc, char **argv) {\nchar q[100];\n", "}",
            "char *v{0} = argv[{0}];\n", "system(v{0});\n", "strcat(q, v0);\n", "if (x > {0}) {{ p = v0; }} else {{ p = \"b\"; }}\n", "if (x == {0}) {{ p = v0; }} else ",
            "char *h{0}(char *a) {{ return h{1}(a); }}\n", "o->m{0} = v0;\n", "char *s{0} = malloc(n); s{0} = realloc(s{0}, n); free(s{0});\n", "(x, "),
        new("cpp", "#include <string>\nint f(int argc, char **argv) {\nstd::string q;\n", "}",
            "std::string v{0} = argv[{0}];\n", "system(v{0}.c_str());\n", "q = q + v0;\n", "if (x > {0}) {{ q = v0; }} else {{ q = \"b\"; }}\n", "if (x == {0}) {{ q = v0; }} else ",
            "std::string h{0}(std::string a) {{ return h{1}(a); }}\n", "this->m{0} = v0;\n", "auto s{0} = new Buffer(n); use(s{0}); delete s{0};\n", "[&](int x) {{ return "),
        new("rs", "use std::process::Command;\nfn f(r: HttpRequest) {\nlet mut q = String::new();\n", "}",
            "let v{0} = std::env::args().nth({0}).unwrap();\n", "Command::new(\"sh\").arg(\"-c\").arg(v{0}).spawn();\n", "q = q + &v0;\n", "if x > {0} {{ q = v0; }} else {{ q = b; }}\n", "if x == {0} {{ q = v0; }} else ",
            "fn h{0}(a: String) -> String {{ h{1}(a) }}\n", "self.m{0} = v0;\n", "let s{0} = File::open(v0).unwrap();\n", "|x| "),
        new("swift", "import Foundation\nfunc f() {\nvar q = \"\"\n", "}",
            "let v{0} = CommandLine.arguments[{0}]\n", "sqlite3_exec(db, \"select \\(v{0})\", nil, nil, nil)\n", "q = q + v0\n", "if x > {0} {{ q = v0 }} else {{ q = \"b\" }}\n", "if x == {0} {{ q = v0 }} else ",
            "func h{0}(_ a: String) -> String {{ return h{1}(a) }}\n", "self.m{0} = v0\n", "let s{0} = FileHandle(forReadingAtPath: v0)\n", "{{ x in "),
    ];
}
