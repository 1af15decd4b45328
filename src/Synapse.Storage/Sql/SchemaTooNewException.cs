namespace Synapse.Storage.Sql;

/// <summary>The database was written by a newer program, which may keep things that this one would break.</summary>
public sealed class SchemaTooNewException(long found, long known)
    : InvalidOperationException($"the journal's database has schema {found} and this program knows up to {known}: start the newer program, or restore a backup made before the upgrade");
