using Heed.Documents;
using Heed.Server.Configuration;
using Heed.Server.Journal;
using Heed.Server.Leadership;
using Heed.Server.State;
using Heed.Server.Tests.State;
using Heed.Testing;

using Npgsql;

namespace Heed.Server.Tests.Leadership;

/// <summary>Two processes and one lease, without the time between: it is made to run out.</summary>
[Collection(nameof(PostgresTests))]
public sealed class PostgresLeaseTests(PostgresFixture fixture) : IAsyncDisposable
{
    private readonly List<SharedState> _shared = [];
    private string _url = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (SharedState shared in _shared) await shared.DisposeAsync();
    }

    [Fact]
    public async Task One_of_two_leads_and_the_other_sees_whom_it_follows()
    {
        SharedState a = await OpenAsync();
        SharedState b = await OpenAsync();
        LeaseView before = await b.Lease.LookAsync(Stop);
        Assert.True(before.IsFree);
        long? term = await LeadAsync(a);
        Assert.Equal(1, term);
        Assert.Null(await b.Lease.TakeAsync(before, Stop));
        LeaseView seen = await b.Lease.LookAsync(Stop);
        Assert.Equal((1L, a.Status.Id, "http://here", false), (seen.Term, seen.Holder, seen.Address, seen.IsFree));
        Assert.Equal(new[] { a.Status.Id, b.Status.Id }.Order(), seen.Servers.Select(s => s.Id).Order());
        Assert.True(await a.Lease.ProlongAsync(1, Stop));
        Assert.False(await b.Lease.ProlongAsync(1, Stop));
    }

    [Fact]
    public async Task Of_many_that_ask_at_once_one_gets_it()
    {
        SharedState[] all = [await OpenAsync(), await OpenAsync(), await OpenAsync(), await OpenAsync()];
        LeaseView seen = await all[0].Lease.LookAsync(Stop);
        long?[] terms = await Task.WhenAll(all.Select(s => s.Lease.TakeAsync(seen, Stop)));
        Assert.Equal(1, Assert.Single(terms, t => t is not null));
    }

    [Fact]
    public async Task Who_has_lost_the_lease_writes_nothing_and_cannot_take_it_back_unseen()
    {
        SharedState a = await OpenAsync();
        SharedState b = await OpenAsync();
        await LeadAsync(a);
        Assert.Equal(WriteOutcome.Kept, Save(a, "first"));
        await ExpireAsync();
        Assert.Equal(2, await LeadAsync(b));
        Assert.Equal("first", b.Database.ReadDocuments("k")["a"]);
        Assert.Equal(WriteOutcome.Kept, Save(b, "second"));

        // Its sessions were ended: the first write finds that out, the next one why.
        Assert.IsAssignableFrom<NpgsqlException>(Record.Exception(() => Save(a, "late")));
        Assert.Equal(WriteOutcome.Superseded, Save(a, "late"));
        Assert.False(await a.Lease.ProlongAsync(1, Stop));
        Assert.Equal("second", b.Database.ReadDocuments("k")["a"]);
    }

    [Fact]
    public async Task A_server_that_follows_writes_nothing()
    {
        SharedState a = await OpenAsync();
        Assert.Equal(WriteOutcome.Superseded, Save(a, "never"));
        Assert.Empty(a.Database.ReadDocuments("k"));
    }

    /// <summary>The same number may come again where the database itself was put back to an older state: the holder counts, too.</summary>
    [Fact]
    public async Task A_term_of_another_holder_with_the_same_number_is_another_term()
    {
        SharedState a = await OpenAsync();
        SharedState b = await OpenAsync();
        await LeadAsync(a);
        b.Store.Term = 1;
        Assert.Equal(WriteOutcome.Superseded, Save(b, "never"));
    }

    [Fact]
    public async Task A_writer_that_stands_still_in_the_middle_holds_nobody_up_and_what_it_wrote_is_gone()
    {
        SharedState a = await OpenAsync();
        SharedState b = await OpenAsync();
        await LeadAsync(a);
        using SemaphoreSlim inTheMiddle = new(0);
        using SemaphoreSlim goOn = new(0);
        Task<Exception?> writer = Task.Run(() => Record.Exception(() => a.Store.Write(Slow(inTheMiddle, goOn), out _)), Stop);
        await inTheMiddle.WaitAsync(Stop);
        await ExpireAsync();
        Assert.Equal(2, await LeadAsync(b));
        Assert.Equal(WriteOutcome.Kept, Save(b, "second"));
        goOn.Release();
        Assert.IsAssignableFrom<NpgsqlException>(await writer);
        Assert.Equal("second", Assert.Single(b.Database.ReadDocuments("k")).Value);
    }

    [Fact]
    public async Task A_lease_that_is_given_back_is_free_at_once()
    {
        SharedState a = await OpenAsync();
        SharedState b = await OpenAsync();
        await LeadAsync(a);
        Assert.False(await b.Lease.GiveBackAsync(1, Stop));
        Assert.True(await a.Lease.GiveBackAsync(1, Stop));
        Assert.Equal(2, await LeadAsync(b));
    }

    [Fact]
    public async Task Two_servers_make_the_tables_at_once_and_once()
    {
        _url = await fixture.NewDatabaseAsync();
        string?[] problems = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Make().PrepareAsync(Stop)));
        Assert.All(problems, Assert.Null);
    }

    [Fact]
    public async Task A_newer_state_is_left_alone_and_so_it_is_said()
    {
        SharedState a = await OpenAsync();
        await RunAsync("UPDATE heed.version SET version = 99;");
        Assert.Contains("has state of version 99, of a newer Heed; this one reads 2 at most", await a.PrepareAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("heed.yml:1:1: state: postgres://heed@127.0.0.1:", await CheckAsync(_url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_of_version_1_goes_on_where_it_has_pages_and_is_refused_where_alerts_are_documents()
    {
        SharedState a = await OpenAsync();
        await RunAsync("UPDATE heed.version SET version = 1;");
        Assert.Null(await a.PrepareAsync(Stop));
        await RunAsync("DO $$ BEGIN ASSERT (SELECT version FROM heed.version) = 2; END $$;");
        await RunAsync("UPDATE heed.version SET version = 1; DROP TABLE heed.alert_pages;");
        string? refused = await a.PrepareAsync(Stop);
        Assert.Contains("has state of an early version of Heed, with a document an alert, which this one does not read", refused, StringComparison.Ordinal);
        Assert.Equal("heed.yml:1:1: state: " + refused, await CheckAsync(_url));
    }

    [Fact]
    public async Task A_check_says_what_is_wrong_with_the_database_and_never_the_password()
    {
        string url = await fixture.NewDatabaseAsync();
        Assert.Equal("", await CheckAsync(url));
        string place = FormattableString.Invariant($"127.0.0.1:{fixture.Postgres.Port}");
        Assert.Equal(
            $"heed.yml:1:1: state: postgres://heed@{place}/{Path.GetFileName(url)} refuses the user or the password: password authentication failed for user \"heed\"",
            await CheckAsync(url.Replace(PostgresProcess.Password, "sesame", StringComparison.Ordinal)));
        Assert.Equal($"heed.yml:1:1: state: postgres://heed@{place}/none: database \"none\" does not exist", await CheckAsync(fixture.Postgres.Url("none")));
        int nobody = PeerProcess.FreePort();
        Assert.Equal(
            FormattableString.Invariant($"heed.yml:1:1: state: postgres://heed@127.0.0.1:{nobody}/heed cannot be reached: Connection refused"),
            await CheckAsync(FormattableString.Invariant($"postgres://heed:sesame@127.0.0.1:{nobody}/heed")));
    }

    [Fact]
    public async Task A_check_says_that_the_user_may_not_make_the_tables()
    {
        _url = await fixture.NewDatabaseAsync();
        await RunAsync("CREATE ROLE reader LOGIN PASSWORD 'sesame';");
        string said = await CheckAsync(_url.Replace($"{PostgresProcess.User}:{PostgresProcess.Password}", "reader:sesame", StringComparison.Ordinal));
        Assert.EndsWith("the user may not create the schema heed; GRANT CREATE ON DATABASE lets it", said, StringComparison.Ordinal);
    }

    private static IEnumerable<StateStatement> Slow(SemaphoreSlim inTheMiddle, SemaphoreSlim goOn)
    {
        StateSql insert = new("INSERT INTO documents (kind, key, body) VALUES ('k', @key, 'lost');", "@key");

        // More than goes to the database before anything is waited for.
        for (int i = 0; i < 600; i++) yield return insert.With(FormattableString.Invariant($"{i}"));
        inTheMiddle.Release();
        goOn.Wait(Stop);
        yield return insert.With("end");
    }

    private static WriteOutcome Save(SharedState shared, string body) => shared.Database.Save([new DocumentChange("k", "a", body)], AlertPageBatch.Empty, [], JournalBatch.Empty);

    private static async Task<long?> LeadAsync(SharedState shared) =>
        shared.Store.Term = await shared.Lease.TakeAsync(await shared.Lease.LookAsync(Stop), Stop);

    private static async Task<string> CheckAsync(string url)
    {
        Diagnostics diagnostics = new();
        HeedOptions options = new() { File = "/x/heed.yml", Server = new ServerOptions { Data = "", ExternalUrl = "" }, State = PostgresFixture.Options(url) };
        await StateProbe.CheckAsync("heed.yml", options, diagnostics, Stop);
        return string.Join('\n', diagnostics.All);
    }

    private Task ExpireAsync() => RunAsync("UPDATE heed.lease SET expires_at = clock_timestamp();");

    private async Task RunAsync(string sql)
    {
        await using NpgsqlDataSource source = PostgresSource.Open(PostgresFixture.Options(_url), "test");
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private async Task<SharedState> OpenAsync()
    {
        if (_url.Length == 0) _url = await fixture.NewDatabaseAsync();
        SharedState shared = Make();
        Assert.Null(await shared.PrepareAsync(Stop));
        return shared;
    }

    private SharedState Make()
    {
        SharedState shared = SharedState.Create(PostgresFixture.Options(_url));
        _shared.Add(shared);
        return shared;
    }
}
