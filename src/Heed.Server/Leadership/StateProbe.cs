using System.Data.Common;
using System.Globalization;

using Heed.Documents;
using Heed.Server.Configuration;
using Heed.Server.State;

using Npgsql;

namespace Heed.Server.Leadership;

/// <summary>Asks the state's database whether it can be used, and changes nothing there.</summary>
public static class StateProbe
{
    private const string Question = """
        SELECT to_regclass('heed.version') IS NOT NULL, has_database_privilege(current_database(), 'CREATE');
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

    private static async Task<string?> AskAsync(StateOptions state, CancellationToken cancellation)
    {
        await using NpgsqlDataSource source = PostgresSource.Open(state, "heed check");
        await using NpgsqlCommand question = source.CreateCommand(Question);
        bool isThere;
        bool mayCreate;
        await using (NpgsqlDataReader reader = await question.ExecuteReaderAsync(cancellation).ConfigureAwait(false))
        {
            await reader.ReadAsync(cancellation).ConfigureAwait(false);
            (isThere, mayCreate) = (reader.GetBoolean(0), reader.GetBoolean(1));
        }

        if (!isThere) return mayCreate ? null : $"{state.Postgres}: the user may not create the schema {PostgresSchema.Name}; GRANT CREATE ON DATABASE lets it";
        await using NpgsqlCommand version = source.CreateCommand("SELECT version FROM version;");
        long found = (long)(await version.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
        return found <= StateSchema.Version
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{state.Postgres} has state of version {found}, of a newer Heed; this one reads {StateSchema.Version} at most");
    }
}
