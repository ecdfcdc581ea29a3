using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Log;

/// <summary>The writer's statements, each prepared once: compiling SQL costs more than running it. Not thread-safe, as the one writer needs it.</summary>
sealed class SqliteStatements : IDisposable
{
    readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    readonly SqliteConnection connection;

    public SqliteStatements(SqliteConnection connection, KeyFilter filter)
    {
        this.connection = connection;
        Correlations = new SqliteCorrelations(this, filter);
    }

    /// <summary>What keys belong to.</summary>
    public SqliteCorrelations Correlations { get; }

    /// <summary>Runs a statement; returns how many rows changed.</summary>
    public int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Bind(sql, parameters).ExecuteNonQuery();

    /// <summary>The first value of the first row; null when there is no row.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Bind(sql, parameters).ExecuteScalar();

    /// <summary>Reads every row.</summary>
    public void Read(string sql, Action<SqliteDataReader> row, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Bind(sql, parameters).ExecuteReader();
        while (reader.Read())
        {
            row(reader);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }
    }

    SqliteCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            }

            prepared.Add(sql, command);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        }

        return command;
    }
}
