using Heed.Testing;

namespace Heed.Scenario.Tests.Kills;

/// <summary>
/// A real server whose state lies in a file of its own or in a PostgreSQL, to be killed and started again with what it had. The lease of one that
/// was killed is made to run out: how long it runs is the story of pairs.
/// </summary>
internal sealed class KillableHeed : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _database;
    private readonly string _config;
    private HeedProcess? _process;

    private KillableHeed(string? database, string alertmanager)
    {
        _database = database;
        _folder.Write("am.yml", alertmanager);
        string state = database is null ? "" : PostgresFixture.KeyOf(database, _folder) + "\n";
        _config = _folder.Write("heed.yml", "models: []\nalertmanager: am.yml\n" + state);
    }

    /// <summary>Where state may lie.</summary>
    public static TheoryData<string> Stores => ["sqlite", "postgres"];

    public HttpClient Client => _process!.Client;

    /// <param name="store">One of <see cref="Stores"/>.</param>
    /// <param name="fixture">Has the PostgreSQL.</param>
    /// <param name="alertmanager">Alertmanager's file.</param>
    public static async Task<KillableHeed> StartAsync(string store, PostgresFixture fixture, string alertmanager)
    {
        KillableHeed heed = new(store == "sqlite" ? null : await fixture.NewDatabaseAsync(), alertmanager);
        await heed.StartAsync();
        return heed;
    }

    /// <summary>Ends it as a power cut would. What it has said until then can still be taken from whoever listens.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
        if (_database is not null) await PostgresFixture.ExpireLeaseAsync(_database);
    }

    /// <summary>Starts it, and waits until it decides about alerts.</summary>
    public async Task StartAsync()
    {
        _process = await HeedProcess.StartAsync("serve", _config, "--port", "0", "--data", _folder.File("data"));
        await Eventually.TrueAsync(async () =>
        {
            using HttpResponseMessage status = await Client.GetAsync("api/v2/status");
            return status.IsSuccessStatusCode;
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _folder.Dispose();
    }
}
