using Heed.Testing;

namespace Heed.Scenario.Tests.Pair;

/// <summary>One PostgreSQL for all stories of pairs; each has a database of its own in it.</summary>
public sealed class PairFixture : IAsyncLifetime
{
    private int _databases;

    public PostgresProcess Postgres { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Postgres = await PostgresProcess.StartAsync();

    /// <summary>The address of a new database.</summary>
    public Task<string> NewDatabaseAsync() => Postgres.CreateDatabaseAsync(FormattableString.Invariant($"pair{Interlocked.Increment(ref _databases)}"));

    public ValueTask DisposeAsync() => Postgres.DisposeAsync();
}
