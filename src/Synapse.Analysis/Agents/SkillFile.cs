using System.Security.Cryptography;
using System.Text;
using Synapse.Core.Agents.Registry;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Synapse.Analysis.Agents;

/// <summary>
/// Reads what a skill's folder says of it: <c>SKILL.md</c> begins with YAML front matter that has its name and description
/// (https://agentskills.io/specification). Its instructions are not kept, only their digest.
/// </summary>
public static class SkillFile
{
    public const string Name = "SKILL.md";

    public const int MaxBytes = 1 << 20;

    private const int MaxNameLength = 64;
    private const int MaxDescriptionLength = 1_024;
    private const string Fence = "---";

    /// <summary>The skill, or what is wrong with the folder and what to do.</summary>
    public static (AgentSkill? Skill, string? Problem) Read(string folder)
    {
        var file = Path.Combine(folder, Name);
        try
        {
            using var stream = File.OpenRead(file);
            var buffer = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length > MaxBytes ? (null, $"{file} is larger than {MaxBytes} bytes; keep the details in files beside it") : Read(file, buffer.AsSpan(0, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"{file} cannot be read; a skill is a folder with a {Name}");
        }
    }

    private static (AgentSkill? Skill, string? Problem) Read(string file, ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var end = Array.IndexOf(lines, Fence, 1);
        if (lines[0] != Fence || end < 0)
        {
            return (null, $"{file} does not begin with front matter; write its name and description between two lines of {Fence}");
        }

        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(string.Join('\n', lines[1..end])));
        }
        catch (YamlException e)
        {
            return (null, $"{file}: the front matter is not valid YAML at line {e.Start.Line + 1}");
        }

        var root = yaml.Documents.Count == 1 ? yaml.Documents[0].RootNode as YamlMappingNode : null;
        var (name, description) = (TextOf(root, "name"), TextOf(root, "description"));
        return name.Length is 0 or > MaxNameLength || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
                ? (null, $"{file}: the front matter needs a 'name' of 1 to {MaxNameLength} lower-case letters, digits or '-'")
            : description.Length is 0 or > MaxDescriptionLength ? (null, $"{file}: the front matter needs a 'description' of 1 to {MaxDescriptionLength} characters")
            : (new AgentSkill(name, description, Convert.ToHexStringLower(SHA256.HashData(bytes))), null);
    }

    private static string TextOf(YamlMappingNode? root, string key) => root is not null && root.Children.TryGetValue(new YamlScalarNode(key), out var node) && node is YamlScalarNode { Value: { } value } ? value.Trim() : "";
}
