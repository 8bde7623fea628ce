using Heed.Testing;

using Npgsql;

namespace Heed.Scenario.Tests;

/// <summary>One PostgreSQL for the stories of a class; each has a database of its own in it.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private int _databases;

    public PostgresProcess Postgres { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Postgres = await PostgresProcess.StartAsync();

    /// <summary>The address of a new database, with the password.</summary>
    public Task<string> NewDatabaseAsync() => Postgres.CreateDatabaseAsync(FormattableString.Invariant($"state{Interlocked.Increment(ref _databases)}"));

    /// <summary>The line of <c>heed.yml</c> that puts the state there; the password goes to a file of its own.</summary>
    public static string KeyOf(string url, TemporaryFolder folder)
    {
        string password = folder.Write("password", PostgresProcess.Password + "\n");
        string address = url.Replace(":" + PostgresProcess.Password, "", StringComparison.Ordinal);
        return $$"""state: { postgres: "{{address}}", password_file: "{{password}}" }""";
    }

    /// <summary>Lets the lease run out, for who need not wait for it as servers do.</summary>
    public static async Task ExpireLeaseAsync(string url)
    {
        NpgsqlConnectionStringBuilder settings = new()
        {
            Host = new Uri(url).Host,
            Port = new Uri(url).Port,
            Username = PostgresProcess.User,
            Password = PostgresProcess.Password,
            Database = Path.GetFileName(url),
            Pooling = false,
        };
        await using NpgsqlConnection connection = new(settings.ToString());
        await connection.OpenAsync();
        await using NpgsqlCommand expire = new("UPDATE heed.lease SET expires_at = clock_timestamp();", connection);
        await expire.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Postgres.DisposeAsync();
}
