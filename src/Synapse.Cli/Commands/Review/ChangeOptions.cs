using System.CommandLine;

namespace Synapse.Cli.Commands.Review;

/// <summary>The flags that name a change.</summary>
internal sealed class ChangeOptions
{
    public Argument<string?> File { get; } = new("FILE")
    {
        Description = "A diff or a git format-patch mail; - reads standard input. Without it the working tree is reviewed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<string?> Base { get; } = Text("--base", "REV", "Review what --head changed since it left REV (their merge base), as a merge request does.");

    public Option<string?> Head { get; } = Text("--head", "REV", "The new side; default HEAD.");

    public Option<string?> Commit { get; } = Text("--commit", "REV", "Review one commit against its first parent.");

    public Option<bool> Staged { get; } = new("--staged") { Description = "Review what is staged for the next commit." };

    public Option<string?> All { get; } = Text("--all", "PATH", "Review whole files: a file or everything below a folder.");

    public Option<string> Repo { get; } = new("--repo") { Description = "The repository. Default: the current folder.", HelpName = "DIR", DefaultValueFactory = _ => "." };

    public Option<string[]> Label { get; } = new("--label") { Description = "A label of the change, such as security; may be given several times.", HelpName = "L", DefaultValueFactory = _ => [] };

    public Option<string> Intent { get; } = new("--intent") { Description = "What the change means to do, such as feature, fix or hotfix.", HelpName = "I", DefaultValueFactory = _ => "" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(File);
        foreach (var option in (Option[])[Base, Head, Commit, Staged, All, Repo, Label, Intent])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is wrong with this combination of flags, or null.</summary>
    public string? Problem(ParseResult parse)
    {
        var names = new (string Name, string? Value)[]
        {
            ("FILE", parse.GetValue(File)), ("--base", parse.GetValue(Base)), ("--head", parse.GetValue(Head)), ("--commit", parse.GetValue(Commit)),
            ("--all", parse.GetValue(All)), ("--repo", parse.GetValue(Repo)),
        };
        if (names.FirstOrDefault(n => n.Value?.Length == 0).Name is { } empty)
        {
            return $"{empty} is empty; a variable that is not set?";
        }

        var sources = new (string Name, bool Given)[]
        {
            ("FILE", parse.GetValue(File) is not null),
            ("--base/--head", parse.GetValue(Base) is not null || parse.GetValue(Head) is not null),
            ("--commit", parse.GetValue(Commit) is not null),
            ("--staged", parse.GetValue(Staged)),
            ("--all", parse.GetValue(All) is not null),
        };
        var given = sources.Where(s => s.Given).Select(s => s.Name).ToList();
        if (given.Count > 1)
        {
            return $"{string.Join(" and ", given)} name different changes; give one of them";
        }

        return parse.GetValue(Head) is not null && parse.GetValue(Base) is null ? "--head needs --base: the revision that the change starts from" : null;
    }

    private static Option<string?> Text(string name, string help, string description) => new(name) { HelpName = help, Description = description };
}
