using Heed.Alerting.Notifications;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Server.Hosting;
using Heed.Server.Journal;
using Heed.Server.Leadership;
using Heed.Server.State;
using Heed.Testing;

namespace Heed.Server.Tests.State;

/// <summary>A whole state from a file into a PostgreSQL and back: every row as it was, or nothing.</summary>
[Collection(nameof(PostgresTests))]
public sealed class StateCopyTests(PostgresFixture fixture) : IDisposable
{
    private static readonly string[] Questions =
    [
        "SELECT kind, key, body FROM documents ORDER BY kind, key;",
        "SELECT id, time_ms, receiver, integration, body, state, attempts, sent_at_ms, error, title, text FROM notifications ORDER BY rowid;",
        "SELECT number, saved_at_ms, body FROM alert_pages ORDER BY number;",
        "SELECT number, level, from_ms, to_ms, row_count, subjects, names, body FROM journal_blocks ORDER BY number;",
    ];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_row_arrives_as_it_was_in_a_PostgreSQL_and_in_a_file_again()
    {
        StatePlace first = await FilledAsync("first", documents: 1201, notices: 250, pages: 120);
        StatePlace shared = await DatabaseAsync();
        StatePlace second = Directory("second");
        List<double> progress = [];
        ParseResult<StateCounts> copied = await StateCopy.RunAsync(first, shared, new Recorder(progress), TimeProvider.System, Stop);
        Assert.Null(copied.Error);
        Assert.Equal((1100, 101, 250, 84, 9), Figures(copied.Value));
        Assert.Equal(progress.Order(), progress);
        Assert.Equal(1, progress[^1]);
        copied = await CopyAsync(shared, second);
        Assert.Equal((1100, 101, 250, 84, 9), Figures(copied.Value));
        List<string> expected = await DumpAsync(first);
        Assert.Equal(1201 + 250 + 120 + 9, expected.Count);
        Assert.Equal(expected, await DumpAsync(shared));
        Assert.Equal(expected, await DumpAsync(second));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_place_that_holds_anything_is_left_as_it_is(bool intoDatabase)
    {
        StatePlace from = await FilledAsync("from", documents: 2, notices: 1, pages: 1);
        StatePlace to = intoDatabase ? await DatabaseAsync() : Directory("to");
        Assert.Null((await CopyAsync(from, to)).Error);
        List<string> before = await DumpAsync(to);
        StatePlace other = await FilledAsync("other", documents: 5, notices: 0, pages: 0);
        string remedy = intoDatabase ? "DROP SCHEMA heed CASCADE empties it, and what it holds is lost" : "move it away first";
        Assert.Equal($"expected no state in {to}, found 2 rows of documents: {remedy}", (await CopyAsync(other, to)).Error!.Message);
        Assert.Equal(before, await DumpAsync(to));
    }

    [Fact]
    public async Task What_a_server_uses_is_not_copied_and_not_written_to()
    {
        StatePlace from = await FilledAsync("from", documents: 2, notices: 1, pages: 1);
        StatePlace to = await DatabaseAsync();
        using (DataLock.TryTake(from.Directory))
        {
            Assert.Equal($"a server uses {from.Directory}: stop it first", (await CopyAsync(from, to)).Error!.Message);
        }

        await using (HeldState leader = (await HeldState.TakeAsync(to, creates: true, TimeProvider.System, Stop)).Value)
        {
            string refused = (await CopyAsync(from, to)).Error!.Message;
            Assert.StartsWith($"a server uses {to}, ", refused, StringComparison.Ordinal);
            Assert.EndsWith("one that was killed holds it for 9 s", refused, StringComparison.Ordinal);
        }

        Assert.Null((await CopyAsync(from, to)).Error);
    }

    [Fact]
    public async Task An_empty_or_missing_source_and_a_place_onto_itself_are_refused()
    {
        StatePlace none = Directory("none");
        StatePlace database = await DatabaseAsync();
        StatePlace to = Directory("to");
        Assert.Equal($"expected state in {none}, found no such file", (await CopyAsync(none, to)).Error!.Message);
        Assert.Equal($"expected state in {database}, found no schema heed", (await CopyAsync(database, to)).Error!.Message);
        StatePlace empty = await FilledAsync("empty", documents: 0, notices: 0, pages: 0);
        Assert.Equal($"expected state in {empty}, found none", (await CopyAsync(empty, to)).Error!.Message);
        Assert.Equal($"expected two places, found {empty} twice", (await CopyAsync(empty, empty)).Error!.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_copy_that_is_broken_off_leaves_nothing(bool intoDatabase)
    {
        StatePlace from = await FilledAsync("from", documents: 900, notices: 10, pages: 10);
        StatePlace to = intoDatabase ? await DatabaseAsync() : Directory("to");
        using CancellationTokenSource brokenOff = new();
        Recorder atHalf = new([], share => { if (share > 0.5) brokenOff.Cancel(); });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StateCopy.RunAsync(from, to, atHalf, TimeProvider.System, brokenOff.Token));
        Assert.Empty(await DumpAsync(to));
        Assert.Null((await CopyAsync(from, to)).Error);
    }

    [Fact]
    public async Task A_database_that_a_server_takes_meanwhile_gets_nothing()
    {
        StatePlace from = await FilledAsync("from", documents: 900, notices: 0, pages: 0);
        StatePlace to = await DatabaseAsync();
        Recorder atHalf = new([], share => { if (share == 0.5) TakeOver(to); });
        ParseResult<StateCounts> copied = await StateCopy.RunAsync(from, to, atHalf, TimeProvider.System, Stop);
        Assert.StartsWith($"{from} could not be copied to {to}, where nothing was written: ", copied.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(await DumpAsync(to));
    }

    [Theory]
    [InlineData("postgres://u:secret@db/heed", "postgres://u@db/heed")]
    [InlineData("/x/heed-data", "/x/heed-data/state.db")]
    [InlineData("/x/heed-data/state.db", "/x/heed-data/state.db")]
    public void A_place_is_shown_without_secrets(string text, string shown) => Assert.Equal(shown, StatePlace.Parse(text).Value.ToString());

    [Fact]
    public void A_file_that_is_no_place_is_refused()
    {
        string file = _folder.Write("notes.txt", "");
        Assert.Equal($"expected postgres://…, a data directory or a heed.yml, found the file {file}", StatePlace.Parse(file).Error!.Message);
    }

    private static Task<ParseResult<StateCounts>> CopyAsync(StatePlace from, StatePlace to) => StateCopy.RunAsync(from, to, null, TimeProvider.System, Stop);

    private static (long Silences, long Closed, long Notices, long Pending, long Lines) Figures(StateCounts counts) =>
        (counts.Silences, counts.ClosedIncidents, counts.Notices, counts.PendingNotices, counts.JournalLines);

    /// <summary>Takes the lease though it has not run out, as a server does when it has.</summary>
    private static void TakeOver(StatePlace place)
    {
        using Npgsql.NpgsqlDataSource source = PostgresSource.Open(place.Postgres!, "test");
        using Npgsql.NpgsqlCommand sessions = source.CreateCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'heed %' AND datname = current_database();");
        sessions.ExecuteNonQuery();
        using Npgsql.NpgsqlCommand lease = source.CreateCommand("UPDATE lease SET term = term + 1, holder = 'another', expires_at = clock_timestamp();");
        lease.ExecuteNonQuery();
    }

    private static OutboxEntry Notice(int i) => new(
        new Notification(
            FormattableString.Invariant($"n{(i * 7919) % 1000}-{i}"), "hook", new IntegrationId("webhook", 0), 1000 + (i / 10), NotificationStatus.Firing,
            NotifyReason.FirstNotification, "key", LabelSet.Empty, LabelSet.Of(("alertname", "Slow")), LabelSet.Empty, "http://heed", [], 0),
        "title",
        "text ä");

    private StatePlace Directory(string name) => StatePlace.Parse(_folder.File(name)).Value;

    private async Task<StatePlace> DatabaseAsync() => StatePlace.Parse(await fixture.NewDatabaseAsync()).Value;

    /// <summary>A file with documents of every kind of key, notices in every state, pages of alerts and nine blocks of the journal.</summary>
    private async Task<StatePlace> FilledAsync(string name, int documents, int notices, int pages)
    {
        StatePlace place = Directory(name);
        System.IO.Directory.CreateDirectory(place.Directory);
        await using HeldState held = (await HeldState.TakeAsync(place, creates: true, TimeProvider.System, Stop)).Value;
        StateDatabase state = new(held.Store);
        DocumentChange[] changes =
        [
            .. Enumerable.Range(0, documents).Select(i => i < 1100
                ? new DocumentChange(AlertingDocuments.Silences, FormattableString.Invariant($"{i:D5}"), "body ü " + new string('x', i))
                : new DocumentChange(AlertingDocuments.ClosedIncidents, AlertingDocuments.ClosedKey(i, "i"), "closed")),
        ];
        state.Save(changes, new AlertPageBatch([.. Enumerable.Repeat<byte[]>([1], pages)], false, 10), [.. Enumerable.Range(0, notices).Select(Notice)], JournalBatch.Empty);
        foreach (OutboxEntry entry in Enumerable.Range(0, notices).Where(i => i % 3 > 0).Select(Notice))
        {
            bool isSent = entry.Notification.TimeMs % 2 == 0;
            state.Update(isSent
                ? entry with { State = DeliveryState.Sent, Attempts = 1, SentAtMs = 5000 }
                : entry with { State = DeliveryState.Failed, Attempts = 7, Error = "no answer" });
        }

        for (int i = 0; i < (documents > 1000 ? 9 : 0); i++)
        {
            state.Save([], AlertPageBatch.Empty, [], new JournalBatch([new JournalSubject(1, LabelSet.Of(("alertname", "A")), i)], [new JournalRow(1, i, "firing", JournalBody.Empty)], i));
        }

        return place;
    }

    private static async Task<List<string>> DumpAsync(StatePlace place)
    {
        await using HeldState held = (await HeldState.TakeAsync(place, creates: true, TimeProvider.System, Stop)).Value;
        List<string> rows = [];
        foreach (string question in Questions)
        {
            held.Store.Read(new StateSql(question).With(), reader =>
            {
                while (reader.Read())
                {
                    rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i =>
                        reader.IsDBNull(i) ? "null" : reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : FormattableString.Invariant($"{reader.GetValue(i)}"))));
                }

                return true;
            });
        }

        return rows;
    }

    private sealed class Recorder(List<double> shares, Action<double>? act = null) : IProgress<double>
    {
        public void Report(double value)
        {
            shares.Add(value);
            act?.Invoke(value);
        }
    }
}
