using System.CommandLine;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Suppressions;
using Synapse.Cli.Commands.Review;
using Synapse.Core;

namespace Synapse.Cli.Reviews;

/// <summary>Finds the change that the flags name. What goes wrong is told on standard error, and null returned.</summary>
internal sealed class ReviewInputReader(ChangeOptions options, ParseResult parse, ChangeLimits limits, CliOutput output)
{
    public async Task<ReviewInput?> ReadAsync(CancellationToken cancellation)
    {
        if (parse.GetValue(options.File) is { } file)
        {
            return await FromDiffAsync(file, cancellation);
        }

        if (parse.GetValue(options.All) is { } path)
        {
            return await FromFilesAsync(path, cancellation);
        }

        var opened = await GitRepository.OpenAsync(parse.GetValue(options.Repo)!, limits, cancellation);
        if (opened.Repository is not { } repository)
        {
            return Refuse(opened.Refusal!.Message + " Give a diff file, - for standard input, or --all PATH to review whole files.");
        }

        var (result, source) = await FromRepositoryAsync(repository, cancellation);
        if (result.Change is not { } change)
        {
            await repository.DisposeAsync();
            return Refuse(result.Refusal!.Message);
        }

        var policy = await PolicyAsync(repository, change.BaseRevision.Length > 0 ? change.BaseRevision : "HEAD", cancellation);
        return policy is null ? null : new ReviewInput(change, source, policy, repository);
    }

    private async Task<(ChangeResult Result, string Source)> FromRepositoryAsync(GitRepository repository, CancellationToken cancellation)
    {
        if (parse.GetValue(options.Base) is { } @base)
        {
            var head = parse.GetValue(options.Head) ?? "HEAD";
            return (await repository.ReadRangeAsync(@base, head, cancellation), $"{@base}...{head}");
        }

        if (parse.GetValue(options.Commit) is { } commit)
        {
            return (await repository.ReadCommitAsync(commit, cancellation), $"commit {commit}");
        }

        return parse.GetValue(options.Staged)
            ? (await repository.ReadStagedAsync(cancellation), "staged changes")
            : (await repository.ReadWorkingTreeAsync(cancellation), "working tree");
    }

    private async Task<ReviewInput?> FromDiffAsync(string file, CancellationToken cancellation)
    {
        if (file != "-" && !File.Exists(file))
        {
            return Refuse(Directory.Exists(file) ? $"{file} is a folder; use --all {file} to review whole files" : $"there is no file {file}");
        }

        var source = file == "-" ? "standard input" : file;
        ChangeResult result;
        try
        {
            await using var stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            result = await UnifiedDiffParser.ParseAsync(stream, limits, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse($"{source} cannot be read: {FileProblem.Of(e)}");
        }

        if (result.Change is not { } change)
        {
            return Refuse($"{source}: {result.Refusal!.Message}");
        }

        // Only a repository that was named lends its policy and its files to a bare diff: the current folder may be another one.
        if (parse.GetResult(options.Repo) is not { Implicit: false })
        {
            return new ReviewInput(change, source, RepositoryPolicy.Empty, null);
        }

        var opened = await GitRepository.OpenAsync(parse.GetValue(options.Repo)!, limits, cancellation);
        if (opened.Repository is not { } repository)
        {
            return Refuse(opened.Refusal!.Message);
        }

        // Whether the files fit the diff is checked for each one, where it is read.
        change = change with { NewTexts = await repository.WorkingTreeTextsAsync(cancellation) };
        var policy = await PolicyAsync(repository, "HEAD", cancellation);
        return policy is null ? null : new ReviewInput(change, source, policy, repository);
    }

    private async Task<ReviewInput?> FromFilesAsync(string path, CancellationToken cancellation)
    {
        var result = await DirectorySource.ReadAsync(path, limits, cancellation);
        if (result.Change is not { } change)
        {
            return Refuse(result.Refusal!.Message);
        }

        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        var repository = (await GitRepository.OpenAsync(folder, limits, cancellation)).Repository;
        var policy = repository is null ? Policy(name => ReadFile(Path.Combine(folder, name))) : await PolicyAsync(repository, "HEAD", cancellation);
        return policy is null ? null : new ReviewInput(change, path, policy, repository);
    }

    private async Task<RepositoryPolicy?> PolicyAsync(GitRepository repository, string revision, CancellationToken cancellation)
    {
        var texts = new Dictionary<string, string?>
        {
            [RepositoryPolicy.FileName] = await repository.TryReadFileAsync(revision, RepositoryPolicy.FileName, cancellation),
            [Baseline.FileName] = await repository.TryReadFileAsync(revision, Baseline.FileName, cancellation),
        };
        return Policy(texts.GetValueOrDefault);
    }

    private RepositoryPolicy? Policy(Func<string, string?> read)
    {
        var policy = RepositoryPolicy.Empty;
        if (read(RepositoryPolicy.FileName) is { } json)
        {
            (policy, var problems) = RepositoryPolicy.Read(json);
            foreach (var problem in problems)
            {
                output.Error.WriteLine(VisibleText.Escape(problem));
            }

            if (problems.Count > 0)
            {
                return null;
            }
        }

        if (read(Baseline.FileName) is not { } text)
        {
            return policy;
        }

        var (baseline, bad) = Baseline.Read(text);
        return bad is null ? policy with { Baseline = baseline } : Refuse(bad) is null ? null : policy;
    }

    private static string? ReadFile(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    private ReviewInput? Refuse(string message)
    {
        output.Error.WriteLine("synapse: " + VisibleText.Escape(message));
        return null;
    }
}
