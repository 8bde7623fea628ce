using System.Data.Common;

using Heed.Documents;
using Heed.Server.Configuration;
using Heed.Server.State;

using Npgsql;

namespace Heed.Server.Leadership;

/// <summary>Asks the state's database whether it can be used, and changes nothing there.</summary>
public static class StateProbe
{
    private const string Question = """
        SELECT to_regclass('heed.version') IS NOT NULL, has_database_privilege(current_database(), 'CREATE'), to_regclass('heed.alert_pages') IS NOT NULL;
        """;

    /// <summary>Adds what is wrong with it, at the place of the key.</summary>
    /// <param name="file">As the user wrote it.</param>
    /// <param name="options">What it says.</param>
    /// <param name="diagnostics">Untouched where it can be used.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task CheckAsync(string file, HeedOptions options, Diagnostics diagnostics, CancellationToken cancellation)
    {
        if (options.State is not { } state) return;
        string? problem;
        try
        {
            problem = await AskAsync(state, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is DbException or TimeoutException or IOException)
        {
            problem = PostgresSource.Describe(error, state);
        }

        if (problem is not null) diagnostics.Add(new Diagnostic(file, state.Line, state.Column, "state", problem));
    }

    /// <summary>Whether a database holds state, of whatever version.</summary>
    internal static async Task<bool> HasStateAsync(StateOptions state, CancellationToken cancellation)
    {
        await using NpgsqlDataSource source = PostgresSource.Open(state, "heed check");
        return (await LookAsync(source, cancellation).ConfigureAwait(false)).IsThere;
    }

    private static async Task<string?> AskAsync(StateOptions state, CancellationToken cancellation)
    {
        await using NpgsqlDataSource source = PostgresSource.Open(state, "heed check");
        (bool isThere, bool mayCreate, bool hasPages) = await LookAsync(source, cancellation).ConfigureAwait(false);
        if (!isThere) return mayCreate ? null : $"{state.Postgres}: the user may not create the schema {PostgresSchema.Name}; GRANT CREATE ON DATABASE lets it";
        await using NpgsqlCommand version = source.CreateCommand("SELECT version FROM version;");
        long found = (long)(await version.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
        return StateSchema.Refusal(state.Postgres, found, hasPages);
    }

    private static async Task<(bool IsThere, bool MayCreate, bool HasPages)> LookAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using NpgsqlCommand question = source.CreateCommand(Question);
        await using NpgsqlDataReader reader = await question.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);
        return (reader.GetBoolean(0), reader.GetBoolean(1), reader.GetBoolean(2));
    }
}
