using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Log;

/// <summary>The log's tables, and how an older file becomes today's. Migrations are only ever added.</summary>
static class SqliteSchema
{
    static readonly string[] Migrations =
    [
        """
        CREATE TABLE inputs (id TEXT PRIMARY KEY, source TEXT NOT NULL, at INTEGER NOT NULL, content_type TEXT NOT NULL, body BLOB NOT NULL, state INTEGER NOT NULL DEFAULT 0, reason TEXT);
        CREATE INDEX inputs_waiting ON inputs (at) WHERE state = 0;
        CREATE INDEX inputs_quarantine ON inputs (at) WHERE state = 2;
        CREATE TABLE signals (number INTEGER PRIMARY KEY AUTOINCREMENT, incident TEXT NOT NULL, id TEXT NOT NULL, signal TEXT NOT NULL, outcome INTEGER, reason TEXT, UNIQUE (incident, id));
        CREATE INDEX signals_waiting ON signals (incident, number) WHERE outcome IS NULL;
        CREATE TABLE events (incident TEXT NOT NULL, sequence INTEGER NOT NULL, event TEXT NOT NULL, effects TEXT NOT NULL, PRIMARY KEY (incident, sequence)) WITHOUT ROWID;
        CREATE TABLE heads (incident TEXT PRIMARY KEY, version INTEGER NOT NULL, opened INTEGER NOT NULL, ended INTEGER NOT NULL, public INTEGER NOT NULL, head TEXT NOT NULL);
        CREATE INDEX heads_opened ON heads (opened DESC);
        CREATE INDEX heads_open ON heads (opened DESC) WHERE ended = 0;
        CREATE INDEX heads_public ON heads (opened DESC) WHERE public = 1;
        CREATE TABLE correlations (key TEXT PRIMARY KEY, incident TEXT NOT NULL);
        CREATE TABLE ledger (effect TEXT PRIMARY KEY, incident TEXT NOT NULL, revision INTEGER NOT NULL, entry TEXT NOT NULL);
        CREATE INDEX ledger_incident ON ledger (incident);
        """,
        "ALTER TABLE inputs ADD COLUMN headers TEXT;",
        // Counts every change of a head, so that the status page finds what is new to it. What stood there before counts as one change.
        "ALTER TABLE heads ADD COLUMN change INTEGER NOT NULL DEFAULT 0; CREATE INDEX heads_change ON heads (change);",
        // One tree instead of two: each alert of a storm writes a row here, under a hashed key.
        """
        CREATE TABLE correlations_by_key (key TEXT PRIMARY KEY, incident TEXT NOT NULL) WITHOUT ROWID;
        INSERT INTO correlations_by_key SELECT key, incident FROM correlations;
        DROP TABLE correlations;
        ALTER TABLE correlations_by_key RENAME TO correlations;
        """,
        "ALTER TABLE inputs ADD COLUMN discarded TEXT; CREATE INDEX inputs_discarded ON inputs (at) WHERE state = 3;",
        // AUTOINCREMENT: a number is a version, and must not come back when its row is gone.
        "CREATE TABLE records (number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL, json TEXT NOT NULL, UNIQUE (kind, key));",
        // Where many new keys wait on their way into correlations: see SqliteCorrelations.
        "CREATE TABLE correlations_new (number INTEGER PRIMARY KEY, key TEXT NOT NULL, incident TEXT NOT NULL);",
    ];

    /// <summary>Refuses a file that a newer program wrote, and one that is no incident log at all.</summary>
    public static void RefuseForeign(SqliteConnection connection, string path)
    {
        var version = Version(connection);
        var log = (long)Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'events'")! == 1;
        var tables = (long)Scalar(connection, "SELECT count(*) FROM sqlite_master")!;
        // Without tables it is a log whose very first start was cut short.
        if (version == 0 ? tables > 0 : !log)
        {
            throw new DataFolderException($"{path} is a database of another program and was left as it is. Give another folder with --data.");
        }

        if (version > Migrations.Length)
        {
            throw new DataFolderException($"{path} was written by a newer version (schema {version}; this one knows {Migrations.Length}). Start the newer version, or restore a backup made by this one.");
        }
    }

    /// <summary>Brings the file to today's version.</summary>
    public static void Migrate(SqliteConnection connection)
    {
        for (var version = Version(connection); version < Migrations.Length; version++)
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, Migrations[version]);
            Execute(connection, $"PRAGMA user_version = {version + 1}");
            transaction.Commit();
        }
    }

    static int Version(SqliteConnection connection) => (int)(long)Scalar(connection, "PRAGMA user_version")!;

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
