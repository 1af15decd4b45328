using Synapse.Analysis.Tests.Specialists;

namespace Synapse.Analysis.Tests.Scanning;

public sealed class ImportTests
{
    [Theory]
    [InlineData("a.py", "import hashlib as h\nh.md5(b'x')\n", "py.weak-hash 2:1-11")]
    [InlineData("a.py", "from hashlib import md5\nmd5(b'x')\n", "py.weak-hash 2:1-9")]
    [InlineData("a.py", "from hashlib import (\n    sha256,\n    md5 as digest,\n)\ndigest(b'x')\n", "py.weak-hash 5:1-12")]
    [InlineData("a.js", "const { createHash: make } = require('crypto');\nmake('md5');\n", "js.weak-hash 2:1-11")]
    [InlineData("a.ts", "import { createHash as make } from 'node:crypto';\nmake('md5');\n", "js.weak-hash 2:1-11")]
    [InlineData("a.ts", "import {\n  createHash as make,\n} from 'crypto';\nmake('md5');\n", "js.weak-hash 4:1-11")]
    [InlineData("a.js", "const make = require('crypto').createHash;\nmake('md5');\n", "js.weak-hash 2:1-11")]
    [InlineData("a.js", "const { exec } = require('child_process');\nconst run = util.promisify(exec);\nconst f = req => run('ls ' + req.query.x);\n", "js.command-injection 3:18-41")]
    [InlineData("a.go", "package a\n\nimport (\n\tx \"os/exec\"\n)\n\nfunc f(r *http.Request) {\n\tx.Command(\"sh\", \"-c\", r.FormValue(\"c\"))\n}\n", "go.command-injection 8:2-40")]
    [InlineData("A.java", "import static java.security.MessageDigest.getInstance;\nclass A { Object m() { return getInstance(\"MD5\"); } }\n", "java.weak-hash 2:31-48")]
    [InlineData("A.java", "import static java.security.MessageDigest.*;\nclass A { Object m() { return getInstance(\"MD5\"); } }\n", "java.weak-hash 2:31-48")]
    [InlineData("A.cs", "using Hash = System.Security.Cryptography.MD5;\nclass A { object M() => Hash.Create(); }\n", "cs.weak-hash 2:25-37")]
    [InlineData("A.cs", "using static System.Diagnostics.Process;\nclass A { void M() { Start(\"sh\", \"-c \" + Request.Query[\"x\"]); } }\n", "cs.command-injection 2:22-60")]
    public async Task What_is_imported_goes_by_its_own_name(string path, string code, string found)
    {
        var findings = await Scans.FindingsOf(path, code);
        Assert.Contains(found, findings.Select(f => $"{f.RuleId} {f.Location.StartLine}:{f.Location.StartColumn}-{f.Location.EndColumn}"));
    }

    [Theory]
    [InlineData("a.py", "from mine import md5\nmd5(b'x')\n")]
    [InlineData("a.py", "from hashlib import md5\n\ndef md5(x):\n    return x\n\nmd5(b'x')\n")]
    [InlineData("a.py", "from hashlib import md5 as digest\ndigest = safe\ndigest(b'x')\n")]
    [InlineData("a.js", "import { make } from 'crypto';\nmake('md5');\n")]
    [InlineData("A.java", "import static java.security.MessageDigest.*;\nclass A { Object m() { return other.getInstance(\"MD5\"); } }\n")]
    [InlineData("A.cs", "using Hash = Mine.Sha512;\nclass A { object M() => Hash.Create(); }\n")]
    public async Task What_only_looks_like_it_does_not(string path, string code) =>
        Assert.DoesNotContain(await Scans.FindingsOf(path, code), f => f.RuleId.EndsWith("weak-hash", StringComparison.Ordinal));
}
