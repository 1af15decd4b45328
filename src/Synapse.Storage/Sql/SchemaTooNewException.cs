namespace Synapse.Storage.Sql;

/// <summary>The database was written by a newer program, which may keep things that this one would break.</summary>
public sealed class SchemaTooNewException(string owner, long found, long known)
    : InvalidOperationException($"the database of {owner} has schema {found} and this program knows up to {known}: start the newer program, or restore a backup made before the upgrade");
