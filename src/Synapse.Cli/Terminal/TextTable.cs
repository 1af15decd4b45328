using Synapse.Core;

namespace Synapse.Cli.Terminal;

/// <summary>Rows of cells in columns that are as wide as their widest cell.</summary>
internal static class TextTable
{
    public static void Write(TextWriter target, IReadOnlyList<string[]> rows, string indent = "")
    {
        var shown = rows.Select(row => Array.ConvertAll(row, VisibleText.Escape)).ToList();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => shown.Max(row => row[column].Length)).ToArray();
        foreach (var row in shown)
        {
            target.Write(indent + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
            target.Write('\n');
        }
    }
}
