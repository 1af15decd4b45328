using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using Synapse.Core;
using Synapse.Storage.Sql;
using Synapse.Storage.Sqlite;

namespace Synapse.Cli.Journals;

/// <summary>What went wrong with a journal, in words.</summary>
internal static class JournalProblem
{
    /// <summary>Whether the exception is about the journal, and no defect of this program.</summary>
    public static bool Is(Exception exception) =>
        exception is DbException or SchemaTooNewException or ForeignDatabaseException or IOException or UnauthorizedAccessException or InvalidDataException or SocketException or TimeoutException;

    public static string Of(Exception exception) => exception switch
    {
        SqliteException e => Sqlite(e.SqliteErrorCode),
        PostgresException e => VisibleText.Escape(e.MessageText),
        NpgsqlException { InnerException: SocketException } or SocketException => "the server cannot be reached",
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => "the server does not answer",
        NpgsqlException => "the connection to the server failed",
        SchemaTooNewException or ForeignDatabaseException or InvalidDataException => VisibleText.Escape(exception.Message),
        _ => FileProblem.Of(exception),
    };

    /// <summary>SQLite's result codes: https://www.sqlite.org/rescode.html.</summary>
    private static string Sqlite(int code) => code switch
    {
        3 or 14 or 23 => "it cannot be opened, or a file beside it cannot be made",
        5 or 6 => "another program keeps it locked",
        8 => "it is read-only",
        10 => "reading or writing failed",
        11 => "it is damaged; restore a backup, or move it away and start a new one",
        13 => "the disk is full",
        26 => "it is not a journal: SQLite cannot read it",
        _ => $"SQLite reports error {code}",
    };
}
