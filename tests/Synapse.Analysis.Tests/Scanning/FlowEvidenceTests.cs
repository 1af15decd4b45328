using Synapse.Analysis.Rules;
using Synapse.Analysis.Scanning;
using Xunit;

namespace Synapse.Analysis.Tests.Scanning;

public sealed class FlowEvidenceTests
{
    private const string Code = """
        class A extends HttpServlet {
          void doGet(HttpServletRequest request) {
            String id = request.getParameter("id");
            String shown = wrap(id);
            statement.executeQuery("SELECT * FROM t WHERE id = '" + shown + "'");
          }
          String wrap(String s) {
            return s.trim();
          }
        }
        """;

    [Fact]
    public void The_way_of_the_value_is_evidence()
    {
        var text = ReviewedText.Whole("src/A.java", Code);
        var rules = RuleSet.Build(RulePacks.Embedded.All.Where(r => r.Id == "java.sql-injection"), text.Language, removed: false);
        var scan = FileScanner.Scan(text, rules, ScanOptions.Default);

        var (_, finding) = FindingFactory.Make(text, scan.Matches, FileOriginKind.Authored, new SecretMask(text, []))[^1];

        Assert.Equal([5, 3, 4, 8], finding.Evidence.Select(e => e.Location.StartLine));
        Assert.Equal("the value comes in here", finding.Evidence[1].Note);
        Assert.Contains("getParameter", finding.Evidence[1].Snippet, StringComparison.Ordinal);
    }
}
