using System.Globalization;
using System.Text;

namespace Synapse.Analysis.Changes;

/// <summary>A change as a unified diff again, for whoever reads it elsewhere.</summary>
public static class UnifiedDiffText
{
    private const string Nothing = "/dev/null";

    public static string Of(Change change)
    {
        var text = new StringBuilder();
        foreach (var file in change.Files.Where(f => f.Hunks.Count > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"--- {(file.Status == FileStatus.Added ? Nothing : "a/" + file.OldPath)}\n+++ {(file.Status == FileStatus.Deleted ? Nothing : "b/" + file.Path)}\n");
            foreach (var hunk in file.Hunks)
            {
                var (old, @new) = (hunk.Lines.Count(l => l.Kind != DiffLineKind.Added), hunk.Lines.Count(l => l.Kind != DiffLineKind.Removed));
                text.Append(CultureInfo.InvariantCulture, $"@@ -{hunk.OldStart},{old} +{hunk.NewStart},{@new} @@{(hunk.Heading.Length > 0 ? " " + hunk.Heading : "")}\n");
                foreach (var line in hunk.Lines)
                {
                    text.Append(line.Kind switch { DiffLineKind.Added => '+', DiffLineKind.Removed => '-', _ => ' ' }).Append(line.Text.Span).Append('\n');
                }
            }
        }

        return text.ToString();
    }
}
