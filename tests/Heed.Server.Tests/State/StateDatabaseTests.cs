using Heed.Alerting.Notifications;
using Heed.Model.Labels;
using Heed.Server.Journal;
using Heed.Server.Leadership;
using Heed.Server.State;
using Heed.Testing;

using Microsoft.Data.Sqlite;

namespace Heed.Server.Tests.State;

/// <summary>What the state promises, in both of its databases.</summary>
[Collection(nameof(PostgresTests))]
public sealed class StateDatabaseTests(PostgresFixture fixture) : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SharedState> _shared = [];

    public static TheoryData<string> Stores => ["sqlite", "postgres"];

    public async ValueTask DisposeAsync()
    {
        foreach (SharedState shared in _shared) await shared.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Documents_are_written_replaced_deleted_and_read_in_the_order_of_their_bytes(string store)
    {
        using StateDatabase state = await OpenAsync(store);
        Save(state, new("k", "b", "1"), new("k", "B", "2"), new("k", "ä", "3"), new("k", "a", "4"), new("other", "b", "5"));
        Assert.Equal(["1", "2", "3", "4"], state.ReadDocuments("k").Values.Order());
        Assert.Equal(["1", "3"], state.ReadDocumentsFrom("k", "b"));
        Assert.Equal(["2", "4", "1", "3"], state.ReadDocumentsFrom("k", ""));
        Save(state, new("k", "b", "6"), new("k", "a", null), new("k", "none", null));
        Assert.Equal(["2", "6", "3"], state.ReadDocumentsFrom("k", ""));
        Assert.Equal("5", Assert.Single(state.ReadDocuments("other")).Value);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_write_that_fails_in_the_middle_leaves_nothing(string store)
    {
        using StateDatabase state = await OpenAsync(store);
        OutboxEntry broken = Entry("2", 5) with { Title = null! };
        Assert.ThrowsAny<System.Data.Common.DbException>(
            () => state.Save([new("k", "a", "1")], new AlertPageBatch([[1]], false, 1), [Entry("1", 5), broken], JournalBatch.Empty));
        Assert.Empty(Pages(state));
        Assert.Empty(state.ReadDocuments("k"));
        Assert.Empty(state.ReadPending());
        Save(state, new DocumentChange("k", "a", "2"));
        Assert.Equal("2", state.ReadDocuments("k")["a"]);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Notices_wait_in_the_order_in_which_they_came_also_within_a_millisecond(string store)
    {
        using StateDatabase state = await OpenAsync(store);
        string[] ids = ["z", "m", "a", "b", "y"];
        state.Save([], AlertPageBatch.Empty, [.. ids.Select(id => Entry(id, 1000))], JournalBatch.Empty);
        state.Save([], AlertPageBatch.Empty, [Entry("early", 999), Entry("z", 1000)], JournalBatch.Empty);
        Assert.Equal(["early", .. ids], state.ReadPending().Select(e => e.Notification.Id));
        Assert.Equal([.. ids.Reverse(), "early"], state.ReadNewest(10).Select(e => e.Notification.Id));
        Assert.Equal(["y", "b"], state.ReadNewest(2).Select(e => e.Notification.Id));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_notice_is_given_back_as_it_went_in_with_what_became_of_it(string store)
    {
        using StateDatabase state = await OpenAsync(store);
        OutboxEntry entry = Entry("1", 1000);
        state.Save([], AlertPageBatch.Empty, [entry, Entry("2", 1001)], JournalBatch.Empty);
        state.Update(entry with { Attempts = 1, Error = "no answer" });
        OutboxEntry tried = state.ReadPending()[0];
        Assert.Equal((1, "no answer", null), (tried.Attempts, tried.Error, tried.SentAtMs));
        state.Update(entry with { State = DeliveryState.Sent, Attempts = 2, SentAtMs = 1234 }, new JournalRow(1, 1234, "sent", JournalBody.Empty));
        Assert.Equal("2", Assert.Single(state.ReadPending()).Notification.Id);
        OutboxEntry sent = state.ReadNewest(10)[1];
        Assert.Equal((DeliveryState.Sent, 2, 1234L, null), (sent.State, sent.Attempts, sent.SentAtMs, sent.Error));
        Assert.Equal((entry.Title, entry.Text, "Slow"), (sent.Title, sent.Text, sent.Notification.CommonLabels.Get("alertname")));
        Assert.Equal("sent", Assert.Single(state.AskJournal(j => j.Read(1, 0, long.MaxValue, 10))).Kind);
        state.DeleteBefore(1002);
        Assert.Equal("2", Assert.Single(state.ReadNewest(10)).Notification.Id);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Notices_between_two_times_are_shown_newest_first(string store)
    {
        using StateDatabase state = await OpenAsync(store);
        state.Save([], AlertPageBatch.Empty, [.. Enumerable.Range(0, 10).Select(i => Entry(FormattableString.Invariant($"{i}"), i))], JournalBatch.Empty);
        List<string> seen = [];
        Assert.Equal(3, state.VisitNotifications(2, 5, 100, n => seen.Add(n.Id)));
        Assert.Equal(["4", "3", "2"], seen);
        Assert.Equal(1, state.VisitNotifications(2, 5, 1, _ => { }));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_journal_answers_by_name_by_fingerprint_and_in_order_of_time(string store)
    {
        using StateDatabase state = await OpenAsync(store);
        JournalSubject slow = new(0xaa, LabelSet.Of(("alertname", "Slow")), 10);
        JournalSubject other = new(0xab, LabelSet.Of(("alertname", "Slow"), ("n", "2")), 20);
        JournalRow[] rows =
        [
            new(slow.Key, 10, "firing", JournalBody.Empty), new(slow.Key, 10, "routed", JournalBody.Empty),
            new(slow.Key, 30, "ended", JournalBody.Empty), new(other.Key, 20, "routed", JournalBody.Empty),
        ];
        Save(state, new JournalBatch([slow, other], rows, 30));
        Save(state, new JournalBatch([slow with { LastMs = 40 }], [], 40));
        Assert.Equal([slow.Key, other.Key], state.AskJournal(j => j.Find("Slow", 10)).Select(s => s.Key));
        Assert.Equal(20, Assert.Single(state.AskJournal(j => j.Find("00000000000000ab", 10))).LastMs);
        Assert.Equal(["firing", "routed"], state.AskJournal(j => j.Read(slow.Key, 0, 29, 10)).Select(r => r.Kind));
        Assert.Equal(["routed", "ended"], state.AskJournal(j => j.Read(slow.Key, 0, 30, 2)).Select(r => r.Kind));
        Assert.Equal(2, state.AskJournal(j => j.CountRouted(10, 21))["Slow"]);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Upkeep_lets_go_what_is_older_than_the_retention(string store)
    {
        using StateDatabase state = await OpenAsync(store);
        long nowMs = (long)TimeSpan.FromDays(400).TotalMilliseconds;
        JournalSubject old = new(0xaa, LabelSet.Of(("alertname", "Old")), 10);
        JournalSubject young = new(0xab, LabelSet.Of(("alertname", "Young")), nowMs);
        Save(
            state,
            new DocumentChange(AlertingDocuments.ClosedIncidents, AlertingDocuments.ClosedKey(5, "i1"), "gone"),
            new DocumentChange(AlertingDocuments.ClosedIncidents, AlertingDocuments.ClosedKey(nowMs, "i2"), "kept"));
        Save(state, new JournalBatch([old], [new(old.Key, 10, "firing", JournalBody.Empty)], 10));
        Save(state, new JournalBatch([young], [new(young.Key, nowMs, "firing", JournalBody.Empty)], nowMs));
        state.Upkeep(nowMs, TimeSpan.FromDays(365));
        Assert.Empty(state.AskJournal(j => j.Find("Old", 10)));
        Assert.Single(state.AskJournal(j => j.Find("Young", 10)));
        Assert.Null(state.FindClosedIncident("i1"));
        Assert.Equal("kept", state.FindClosedIncident("i2"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Thousands_of_documents_are_one_write(string store)
    {
        using StateDatabase state = await OpenAsync(store);
        state.Save([.. Enumerable.Range(0, 3001).Select(i => new DocumentChange("k", FormattableString.Invariant($"{i:D5}"), "body"))], AlertPageBatch.Empty, [], JournalBatch.Empty);
        Assert.Equal(3001, state.ReadDocuments("k").Count);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Pages_of_alerts_come_back_in_order_until_others_take_their_place(string store)
    {
        using StateDatabase state = await OpenAsync(store);
        Save(state, new AlertPageBatch([[1], [2, 0]], false, 10));
        Save(state, new AlertPageBatch([[3]], false, 20));
        Assert.Equal([(10, "01"), (10, "0200"), (20, "03")], Pages(state));
        Save(state, new AlertPageBatch([[4]], true, 30));
        Save(state, new AlertPageBatch([[5]], false, 40));
        Assert.Equal([(30, "04"), (40, "05")], Pages(state));
    }

    [Fact]
    public async Task A_text_that_PostgreSQL_cannot_hold_stops_nobody()
    {
        using StateDatabase state = await OpenAsync("postgres");
        (string Text, string Kept)[] all =
        [
            ("nul \0 inside", "nul \uFFFD inside"),
            ("half \uD83D of a pair", "half \uFFFD of a pair"),
            ("whole \U0001F600 pair", "whole \U0001F600 pair"),
            ("quote ' and \\ and \u2028", "quote ' and \\ and \u2028"),
        ];
        Save(state, [.. all.Select(t => new DocumentChange("k", t.Text, "body " + t.Text))]);
        Assert.Equal(all.ToDictionary(t => t.Kept, t => "body " + t.Kept), state.ReadDocuments("k"));
    }

    [Fact]
    public void A_file_of_version_1_goes_on_where_it_has_pages_and_is_refused_where_alerts_are_documents()
    {
        string path = _folder.File("state.db");
        using (StateDatabase first = StateDatabase.Open(path)) Save(first, new DocumentChange("k", "a", "kept"));
        Run(path, "PRAGMA user_version = 1;");
        using (StateDatabase again = StateDatabase.Open(path)) Assert.Equal("kept", again.ReadDocuments("k")["a"]);
        Assert.Equal((long)StateSchema.Version, Run(path, "PRAGMA user_version;"));
        Run(path, "PRAGMA user_version = 1; DROP TABLE alert_pages;");
        Assert.Equal(
            $"{path} has state of an early version of Heed, with a document an alert, which this one does not read: move it away to begin anew, or go on with the version that wrote it",
            Assert.Throws<InvalidDataException>(() => StateDatabase.Open(path)).Message);
        Run(path, "PRAGMA user_version = 99;");
        Assert.Equal(
            $"{path} has state of version 99, of a newer Heed; this one reads {StateSchema.Version} at most",
            Assert.Throws<InvalidDataException>(() => StateDatabase.Open(path)).Message);
        Assert.Equal(99L, Run(path, "PRAGMA user_version;"));
    }

    private static object? Run(string path, string sql)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Save(StateDatabase state, params DocumentChange[] changes) =>
        Assert.Equal(WriteOutcome.Kept, state.Save(changes, AlertPageBatch.Empty, [], JournalBatch.Empty));

    private static void Save(StateDatabase state, JournalBatch journal) =>
        Assert.Equal(WriteOutcome.Kept, state.Save([], AlertPageBatch.Empty, [], journal));

    private static void Save(StateDatabase state, AlertPageBatch pages) =>
        Assert.Equal(WriteOutcome.Kept, state.Save([], pages, [], JournalBatch.Empty));

    private static List<(long SavedAtMs, string Body)> Pages(StateDatabase state)
    {
        List<(long SavedAtMs, string Body)> pages = [];
        state.VisitAlertPages((savedAtMs, body) => pages.Add((savedAtMs, Convert.ToHexString(body))));
        return pages;
    }

    private static OutboxEntry Entry(string id, long timeMs) => new(
        new Notification(
            id, "hook", new IntegrationId("webhook", 0), timeMs, NotificationStatus.Firing, NotifyReason.FirstNotification, "key", LabelSet.Empty,
            LabelSet.Of(("alertname", "Slow")), LabelSet.Empty, "http://heed", [], 0),
        "title of " + id,
        "text of " + id);

    private async Task<StateDatabase> OpenAsync(string store)
    {
        if (store == "sqlite") return StateDatabase.Open(_folder.File("state.db"));
        SharedState shared = SharedState.Create(PostgresFixture.Options(await fixture.NewDatabaseAsync()));
        _shared.Add(shared);
        Assert.Null(await shared.PrepareAsync(TestContext.Current.CancellationToken));
        LeaseView seen = await shared.Lease.LookAsync(TestContext.Current.CancellationToken);
        shared.Store.Term = await shared.Lease.TakeAsync(seen, TestContext.Current.CancellationToken);
        return shared.Database;
    }
}
