using Heed.Http;
using Heed.Server.Configuration;
using Heed.Testing;

namespace Heed.Server.Tests.State;

/// <summary>One PostgreSQL for all tests that need one; each makes a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private int _databases;

    public PostgresProcess Postgres { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Postgres = await PostgresProcess.StartAsync();

    /// <summary>The address of a new database.</summary>
    public Task<string> NewDatabaseAsync() => Postgres.CreateDatabaseAsync(FormattableString.Invariant($"d{Interlocked.Increment(ref _databases)}"));

    /// <summary>What <c>heed.yml</c> says of a database.</summary>
    public static StateOptions Options(string url)
    {
        PostgresAddress address = PostgresAddress.Parse(url).Value;
        return new StateOptions { Postgres = address, Password = Credential.FromText(address.Password ?? ""), Advertise = "http://here", Line = 1, Column = 1 };
    }

    public ValueTask DisposeAsync() => Postgres.DisposeAsync();
}
