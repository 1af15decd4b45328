namespace Synapse.Storage.Sqlite;

/// <summary>The file is a database of another program, and is left as it is.</summary>
public sealed class ForeignDatabaseException() : InvalidOperationException("the file is a database of another program; name a new file for the journal");
