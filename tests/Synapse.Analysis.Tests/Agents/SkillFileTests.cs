using System.Security.Cryptography;
using System.Text;
using Synapse.Analysis.Agents;

namespace Synapse.Analysis.Tests.Agents;

public sealed class SkillFileTests
{
    private const string Good = "---\nname: sql-review\ndescription: |\n  Finds queries\n  made of text.\nlicense: MIT\n---\n# Body\n";

    [Theory]
    [InlineData(Good)]
    [InlineData("\uFEFF---\r\nname: sql-review\r\ndescription: |\r\n  Finds queries\r\n  made of text.\r\n---\r\n")]
    public void The_front_matter_says_name_and_description_and_the_digest_covers_all(string text)
    {
        var (skill, problem) = Read(text);
        Assert.Null(problem);
        Assert.Equal(("sql-review", "Finds queries\nmade of text."), (skill!.Name, skill.Description));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), skill.Digest);
    }

    [Theory]
    [InlineData("does not begin with front matter", "# Body\n")]
    [InlineData("does not begin with front matter", "---\nname: a\n")]
    [InlineData("does not begin with front matter", "")]
    [InlineData("not valid YAML at line 2", "---\nname: @x\n---\n")]
    [InlineData("needs a 'name'", "---\ndescription: x\n---\n")]
    [InlineData("needs a 'name'", "---\nname: Big Name\ndescription: x\n---\n")]
    [InlineData("needs a 'description'", "---\nname: a\n---\n")]
    [InlineData("needs a 'name'", "---\n- a\n---\n")]
    public void What_is_no_skill_is_told(string message, string text)
    {
        var (skill, problem) = Read(text);
        Assert.Null(skill);
        Assert.Contains(message, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skill_that_is_too_large_is_told() => Assert.Contains("is larger than", Read(Good + new string('x', SkillFile.MaxBytes)).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_folder_without_a_skill_is_told() => Assert.Contains("cannot be read", SkillFile.Read(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).Problem, StringComparison.Ordinal);

    private static (Synapse.Core.Agents.Registry.AgentSkill? Skill, string? Problem) Read(string text)
    {
        var folder = Directory.CreateTempSubdirectory("synapse-skill-");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, SkillFile.Name), Encoding.UTF8.GetBytes(text));
            return SkillFile.Read(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
