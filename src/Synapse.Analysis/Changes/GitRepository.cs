using System.ComponentModel;
using Synapse.Core.Kernel;

namespace Synapse.Analysis.Changes;

/// <summary>
/// Reads changes from a git repository by running the <c>git</c> executable. The repository may be hostile, see <see cref="GitProcess"/>.
/// Owns the processes behind the <see cref="IFileTexts"/> of its changes: dispose it after the last text was read. Methods and texts
/// may be used from several threads.
/// </summary>
public sealed class GitRepository : IAsyncDisposable
{
    private static readonly string[] DiffOptions =
    [
        "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--full-index", "--find-renames", "--find-copies", "--unified=3",
        "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/", "--submodule=short", "-O/dev/null",
        // Looking for changes inside a submodule would run git under the submodule's own configuration.
        "--ignore-submodules=dirty",
    ];

    private const int PathsPerCommandLine = 200;

    private readonly GitProcess _git;
    private readonly GitObjects _objects;
    private readonly ChangeLimits _limits;

    private GitRepository(GitProcess git, ChangeLimits limits)
    {
        _git = git;
        _limits = limits;
        _objects = new GitObjects(git);
    }

    /// <summary>The absolute path of the working tree's root, or of the repository itself when it is bare.</summary>
    public string Root => _git.Directory;

    /// <summary>Finds the repository that <paramref name="path"/> (a folder) lies in.</summary>
    public static async Task<GitRepositoryResult> OpenAsync(string path, ChangeLimits limits, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(path))
        {
            return Refuse(RefusalCode.NotFound, $"There is no folder {path}.");
        }

        try
        {
            var git = new GitProcess(Path.GetFullPath(path));
            var root = await git.RunAsync(["rev-parse", "--show-toplevel"], cancellation);
            if (!root.Succeeded)
            {
                var bare = await git.RunAsync(["rev-parse", "--absolute-git-dir"], cancellation);
                if (!bare.Succeeded)
                {
                    return Refuse(RefusalCode.Invalid, NotARepository(path, bare.Error));
                }

                root = bare;
            }

            git = new GitProcess(root.Line);
            git.Disabled = await LocalFiltersAsync(git, cancellation);
            return new GitRepositoryResult(new GitRepository(git, limits), null);
        }
        catch (Win32Exception)
        {
            return Refuse(RefusalCode.Invalid, "git was not found. Install it or put it on the PATH.");
        }
    }

    /// <summary>What <paramref name="head"/> changed since it left <paramref name="base"/>: compared from their merge base.</summary>
    public async Task<ChangeResult> ReadRangeAsync(string @base, string head, CancellationToken cancellation = default)
    {
        var from = await ResolveAsync(@base, cancellation);
        var to = await ResolveAsync(head, cancellation);
        if ((from.Refusal ?? to.Refusal) is { } refusal)
        {
            return ChangeResult.Refused(refusal);
        }

        var common = await _git.RunAsync(["merge-base", from.Id, to.Id], cancellation);
        if (!common.Succeeded)
        {
            return ChangeResult.Refused(RefusalCode.Invalid, $"{@base} and {head} have no common ancestor to compare from. In a shallow clone, fetch more of the history first.");
        }

        var older = await InfoAsync(common.Line, cancellation);
        var newer = await InfoAsync(to.Id, cancellation);
        var sides = new Sides(Texts(newer.Tree), Texts(older.Tree));
        var change = await DiffAsync(["diff-tree", "-p", "-r"], [older.Tree, newer.Tree], sides, cancellation);
        return With(change, newer, older.Id, newer.Id, sides);
    }

    /// <summary>One commit against its first parent; a root commit against nothing.</summary>
    public async Task<ChangeResult> ReadCommitAsync(string revision, CancellationToken cancellation = default)
    {
        var resolved = await ResolveAsync(revision, cancellation);
        if (resolved.Refusal is not null)
        {
            return ChangeResult.Refused(resolved.Refusal);
        }

        var commit = await InfoAsync(resolved.Id, cancellation);
        var parent = commit.FirstParent.Length > 0 ? await InfoAsync(commit.FirstParent, cancellation) : null;
        if (parent is { Tree: "" })
        {
            return ChangeResult.Refused(RefusalCode.Invalid, $"The parent of {revision} is not there. In a shallow clone, fetch more of the history first.");
        }

        var oldTree = parent?.Tree ?? await EmptyTreeAsync(cancellation);
        var sides = new Sides(Texts(commit.Tree), Texts(oldTree));
        var change = await DiffAsync(["diff-tree", "-p", "-r"], [oldTree, commit.Tree], sides, cancellation);
        return With(change, commit, parent?.Id ?? "", commit.Id, sides);
    }

    /// <summary>What the next commit would change: the index against HEAD.</summary>
    public async Task<ChangeResult> ReadStagedAsync(CancellationToken cancellation = default)
    {
        if (await MissingWorkingTreeAsync(cancellation) is { } refusal)
        {
            return ChangeResult.Refused(refusal);
        }

        var head = await HeadAsync(cancellation);
        var stages = await _git.RunAsync(["ls-files", "--stage", "-z"], cancellation, _limits.MaxInputBytes);
        var index = new IndexTexts(_objects, IndexTexts.ParseStages(stages.Text), _limits.MaxFileBytes);
        var sides = new Sides(index, Texts(head.Tree));
        var change = await DiffAsync(["diff-index", "-p", "--cached"], [head.Tree], sides, cancellation);
        return With(change, null, head.Id, "", sides);
    }

    /// <summary>Everything not committed yet: tracked files against HEAD, and untracked files that are not ignored, as added files.</summary>
    public async Task<ChangeResult> ReadWorkingTreeAsync(CancellationToken cancellation = default)
    {
        if (await MissingWorkingTreeAsync(cancellation) is { } refusal)
        {
            return ChangeResult.Refused(refusal);
        }

        var head = await HeadAsync(cancellation);
        // Not diff-index: it would show files whose time alone changed, as the index is not refreshed here.
        var texts = new FolderTexts(Root, _limits.MaxFileBytes);
        var sides = new Sides(texts, Texts(head.Tree));
        var result = await DiffAsync(["diff"], [head.Tree], sides, cancellation);
        if (!result.Succeeded)
        {
            return result;
        }

        var listed = await _git.RunAsync(["ls-files", "--others", "--exclude-standard", "-z"], cancellation, _limits.MaxInputBytes);
        var untracked = new UntrackedFiles(texts, _limits).AddTo(result.Change, listed.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries));
        return With(ChangeResult.Of(untracked), null, head.Id, "", sides);
    }

    /// <summary>The files as they stand in the working tree; null in a bare repository.</summary>
    public async Task<IFileTexts?> WorkingTreeTextsAsync(CancellationToken cancellation = default) =>
        await MissingWorkingTreeAsync(cancellation) is null ? new FolderTexts(Root, _limits.MaxFileBytes) : null;

    /// <summary>One file at a revision, such as the configuration at the base; null where the revision or the file does not exist.</summary>
    public async Task<string?> TryReadFileAsync(string revision, string path, CancellationToken cancellation = default)
    {
        var resolved = await ResolveAsync(revision, cancellation);
        return resolved.Refusal is null ? Texts((await InfoAsync(resolved.Id, cancellation)).Tree).Read(path) : null;
    }

    public ValueTask DisposeAsync()
    {
        _objects.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Files below a folder of the working tree that are not ignored, relative to the root; a null byte ends each.</summary>
    internal Task<GitOutput> ListAsync(string folder, CancellationToken cancellation) =>
        _git.RunAsync(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", folder], cancellation, _limits.MaxInputBytes);

    /// <summary>A bare repository has no index either: everything would seem to be deleted.</summary>
    private async Task<Refusal?> MissingWorkingTreeAsync(CancellationToken cancellation)
    {
        var output = await _git.RunAsync(["rev-parse", "--is-inside-work-tree"], cancellation);
        return output.Line == "true" ? null : new Refusal(RefusalCode.Invalid, $"{Root} has no working tree.");
    }

    private async Task<(string Id, Refusal? Refusal)> ResolveAsync(string revision, CancellationToken cancellation)
    {
        if (revision.Length == 0 || revision.StartsWith('-') || revision.AsSpan().ContainsAnyInRange('\0', '\u001f'))
        {
            return ("", new Refusal(RefusalCode.Invalid, $"'{revision}' cannot be a revision: it is empty, starts with '-' or holds control characters."));
        }

        var output = await _git.RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], cancellation);
        if (output.Succeeded)
        {
            return (output.Line, null);
        }

        var shallow = (await _git.RunAsync(["rev-parse", "--is-shallow-repository"], cancellation)).Line == "true";
        return ("", new Refusal(RefusalCode.NotFound, $"Unknown revision {revision}: it names no commit of {Root}.{(shallow ? " This is a shallow clone; fetch more of the history first." : "")}"));
    }

    private async Task<ChangeResult> DiffAsync(string[] command, string[] trees, Sides sides, CancellationToken cancellation)
    {
        var result = await DiffAsync(command, trees, [], cancellation);
        if (!result.Succeeded || result.Change.Files.Where(sides.IsTextInDisguise).ToList() is not { Count: > 0 } hidden)
        {
            return result;
        }

        var revealed = new Dictionary<string, ChangedFile>(StringComparer.Ordinal);
        List<ChangeClip> clips = [.. result.Change.Clips];
        foreach (var part in hidden.Chunk(PathsPerCommandLine))
        {
            string[] paths = [.. part.SelectMany(f => (string[])[f.OldPath, f.Path]).Distinct()];
            var shown = await DiffAsync([.. command, "--text"], trees, paths, cancellation);
            clips.AddRange(shown.Change?.Clips ?? []);
            foreach (var file in shown.Change?.Files ?? [])
            {
                revealed[file.Path] = file;
            }
        }

        var files = result.Change.Files
            .Select(f => f.IsBinary && revealed.TryGetValue(f.Path, out var file) ? f with { IsBinary = file.IsBinary, Hunks = file.Hunks } : f)
            .ToList();
        return ChangeResult.Of(result.Change with { Files = files, Clips = clips });
    }

    private async Task<ChangeResult> DiffAsync(string[] command, string[] trees, string[] paths, CancellationToken cancellation)
    {
        var output = await _git.RunAsync([.. command, .. DiffOptions, "--end-of-options", .. trees, "--", .. paths], cancellation, _limits.MaxInputBytes);
        return output.Succeeded
            ? UnifiedDiffParser.Parse(output.Bytes, _limits)
            : ChangeResult.Refused(RefusalCode.Invalid, $"git could not compare the two sides: {output.Error}");
    }

    private static ChangeResult With(ChangeResult result, CommitInfo? head, string oldId, string newId, Sides sides) =>
        !result.Succeeded ? result : ChangeResult.Of(result.Change with
        {
            Title = head?.Title ?? "",
            Author = head?.Author ?? "",
            BaseRevision = oldId,
            HeadRevision = newId,
            NewTexts = sides.New,
            OldTexts = sides.Old,
        });

    private async Task<CommitInfo> InfoAsync(string id, CancellationToken cancellation)
    {
        var output = await _git.RunAsync(
            ["log", "-1", "--no-show-signature", "--no-color", "--encoding=UTF-8", "--format=%H%x00%P%x00%T%x00%an <%ae>%x00%s", "--end-of-options", id, "--"],
            cancellation);
        return output.Line.Split('\0') is [var commit, var parents, var tree, var author, var title]
            ? new CommitInfo(commit, parents.Split(' ')[0], tree, author, title)
            : new CommitInfo("", "", "", "", "");
    }

    /// <summary>HEAD, or nothing with the empty tree in a repository without commits.</summary>
    private async Task<CommitInfo> HeadAsync(CancellationToken cancellation)
    {
        var head = await ResolveAsync("HEAD", cancellation);
        return head.Refusal is null
            ? await InfoAsync(head.Id, cancellation)
            : new CommitInfo("", "", await EmptyTreeAsync(cancellation), "", "");
    }

    /// <summary>Its id depends on the hash of the repository; git knows the object without its being stored.</summary>
    private async Task<string> EmptyTreeAsync(CancellationToken cancellation) =>
        (await _git.RunAsync(["hash-object", "-t", "tree", "--stdin"], cancellation)).Line;

    private TreeTexts Texts(string tree) => new(_objects, tree, _limits.MaxFileBytes);

    private static async Task<IReadOnlyList<string>> LocalFiltersAsync(GitProcess git, CancellationToken cancellation)
    {
        var output = await git.RunAsync(["config", "--show-scope", "-z", "--name-only", "--get-regexp", @"^filter\."], cancellation);
        var fields = output.Text.Split('\0');
        var keys = new List<string>();
        for (var i = 0; i + 1 < fields.Length; i += 2)
        {
            if (fields[i] is "local" or "worktree")
            {
                keys.Add(fields[i + 1]);
            }
        }

        return keys;
    }

    private static string NotARepository(string path, string error) =>
        error.Contains("not a git repository", StringComparison.Ordinal)
            ? $"{path} is not in a git repository."
            : $"git cannot read the repository at {path}: {error}";

    private static GitRepositoryResult Refuse(RefusalCode code, string message) => new(null, new Refusal(code, message));

    private sealed record Sides(IFileTexts New, IFileTexts Old)
    {
        /// <summary>
        /// The `.gitattributes` under review can call any file binary, and git then shows no diff of it. Whether it is binary is for
        /// its content to say.
        /// </summary>
        public bool IsTextInDisguise(ChangedFile file)
        {
            if (!file.IsBinary || file.Hunks.Count > 0)
            {
                return false;
            }

            var newer = New.Read(file.Path);
            var older = Old.Read(file.OldPath);
            return (newer ?? older) is not null && IsText(newer) && IsText(older);
        }

        private static bool IsText(string? text) =>
            text is null || !text.AsSpan(0, Math.Min(text.Length, TextDecoding.BinaryProbeBytes)).Contains('\0');
    }

    private sealed record CommitInfo(string Id, string FirstParent, string Tree, string Author, string Title);
}
