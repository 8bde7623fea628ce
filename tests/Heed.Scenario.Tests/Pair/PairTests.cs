using System.Net;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests.Pair;

/// <summary>Two real servers on a real PostgreSQL: whatever happens to one of them, people are told, and told once.</summary>
public sealed class PairTests(PostgresFixture fixture, ITestOutputHelper output) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan MostTakeover = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Both_evaluate_and_take_questions_and_one_notifies_also_after_a_clean_handover()
    {
        await using WebhookListener hook = await WebhookListener.StartAsync();
        await using HeedPair pair = await HeedPair.StartAsync(await fixture.NewDatabaseAsync(), hook.Address);
        Assert.Equal("Always firing", Told(await hook.NextAsync()));
        await Eventually.TrueAsync(async () => (await HeedPair.GetAsync(pair.Follower, "api/v1/alerts")).GetProperty("data").GetProperty("alerts").GetArrayLength() == 1);

        // Whoever raises alerts tells both, and whoever has a question asks either.
        foreach (HeedProcess heed in new[] { pair.Follower, pair.Leader }) Assert.Equal(HttpStatusCode.OK, await HeedPair.PostAlertsAsync(heed, "Posted"));
        Assert.Equal("Posted firing", Told(await hook.NextAsync()));
        await HeedPair.SentAsync(pair.Follower);
        await AssertRolesAsync(pair);

        // A silence that is made through the follower holds what the leader would say next, from its answer on.
        Assert.Equal(HttpStatusCode.OK, await HeedPair.PostAsync(pair.Follower, "api/v2/silences", Silence("Silenced")));
        Assert.Equal(HttpStatusCode.OK, await HeedPair.PostAlertsAsync(pair.Leader, "Silenced", "Heard"));
        Assert.Equal("Heard firing", Told(await hook.NextAsync()));
        await HeedPair.SentAsync(pair.Leader);

        TimeProvider clock = TimeProvider.System;
        long start = clock.GetTimestamp();
        Assert.Equal(0, await pair.Leader.StopAsync());
        TimeSpan stopped = clock.GetElapsedTime(start);
        await pair.ExchangedAsync();
        output.WriteLine($"stopped in {stopped.TotalSeconds:0.0} s, handed over {(clock.GetElapsedTime(start) - stopped).TotalSeconds:0.0} s later");
        await pair.Follower.DisposeAsync();
        await pair.StartFollowerAsync();
        Assert.Equal(HttpStatusCode.OK, await HeedPair.PostAlertsAsync(pair.Follower, "Posted", "Silenced", "Heard", "New"));
        Assert.Equal("New firing", Told(await hook.NextAsync()));
        JsonElement[] silences = [.. (await HeedPair.GetAsync(pair.Follower, "api/v2/silences")).EnumerateArray()];
        Assert.Equal("active", Assert.Single(silences).GetProperty("status").GetProperty("state").GetString());
        Assert.Equal(0, hook.Waiting);
    }

    [Fact]
    public async Task A_leader_that_is_killed_while_a_thousand_alerts_fire_loses_no_notice_and_pages_nobody_twice()
    {
        await using WebhookListener hook = await WebhookListener.StartAsync();
        await using HeedPair pair = await HeedPair.StartAsync(await fixture.NewDatabaseAsync(), hook.Address);
        Assert.Equal("Always firing", Told(await hook.NextAsync()));
        await HeedPair.SentAsync(pair.Leader);
        ThousandAlerts alerts = new(hook);
        await ThousandAlerts.PostAsync(pair.Leader.Client);
        TimeProvider clock = TimeProvider.System;
        await alerts.TakeAsync(200);
        await pair.Leader.KillAsync();
        long killed = clock.GetTimestamp();
        await alerts.TakeWaitingAsync();
        int before = alerts.Told;
        await alerts.TakeAsync(before + 1);
        TimeSpan takeover = clock.GetElapsedTime(killed);
        await pair.ExchangedAsync();
        await alerts.AssertWholeAsync(pair.Leader.Client, mostTwice: 1);
        output.WriteLine($"{before} notices before the kill, the next one {takeover.TotalSeconds:0.0} s behind it, {alerts.Twice} twice");
        Assert.InRange(takeover, TimeSpan.Zero, MostTakeover);
        await HeedPair.BecomesAsync(pair.Leader, "heed_leader_terms_total", 1);
    }

    [Fact]
    public async Task A_leader_that_stands_still_is_replaced_and_when_it_goes_on_it_says_nothing()
    {
        await using WebhookListener hook = await WebhookListener.StartAsync();
        await using HeedPair pair = await HeedPair.StartAsync(await fixture.NewDatabaseAsync(), hook.Address);
        Assert.Equal("Always firing", Told(await hook.NextAsync()));
        Assert.Equal(HttpStatusCode.OK, await HeedPair.PostAlertsAsync(pair.Leader, "Early"));
        Assert.Equal("Early firing", Told(await hook.NextAsync()));
        await HeedPair.SentAsync(pair.Leader);
        HeedProcess paused = pair.Leader;
        await paused.PauseAsync();
        await pair.ExchangedAsync();
        Assert.Equal(HttpStatusCode.OK, await HeedPair.PostAlertsAsync(pair.Leader, "Meanwhile"));
        Assert.Equal("Meanwhile firing", Told(await hook.NextAsync()));
        await HeedPair.SentAsync(pair.Leader);

        // It wakes with a clock that is seconds behind and evaluations that are due; none of it may leave or be written.
        await paused.ContinueAsync();
        await Eventually.TrueAsync(async () => await HeedPair.ReadinessAsync(paused) == "ready, follows " + pair.Leader.Address.ToString().TrimEnd('/'));
        Assert.Contains("no longer leads", paused.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await HeedPair.PostAlertsAsync(paused, "Meanwhile", "Late"));
        Assert.Equal("Late firing", Told(await hook.NextAsync()));
        await HeedPair.SentAsync(pair.Leader);
        Assert.Equal(0, hook.Waiting);
        Assert.True(await HeedPair.LeadsAsync(pair.Leader));

        // And it is a whole follower again: what the other has kept, it goes on with.
        await pair.Leader.KillAsync();
        await pair.ExchangedAsync();
        Assert.Same(paused, pair.Leader);
        Assert.Equal(HttpStatusCode.OK, await HeedPair.PostAlertsAsync(pair.Leader, "Early", "Meanwhile", "Late", "Last"));
        Assert.Equal("Last firing", Told(await hook.NextAsync()));
        await HeedPair.SentAsync(pair.Leader);
        Assert.Equal(0, hook.Waiting);
    }

    [Fact]
    public async Task A_database_that_goes_away_is_told_of_and_both_servers_go_on_when_it_comes_back()
    {
        await using WebhookListener hook = await WebhookListener.StartAsync();
        await using HeedPair pair = await HeedPair.StartAsync(await fixture.NewDatabaseAsync(), hook.Address);
        Assert.Equal("Always firing", Told(await hook.NextAsync()));
        await HeedPair.SentAsync(pair.Leader);

        // For less than the lease: the same server leads on.
        await fixture.Postgres.CrashAsync();
        await fixture.Postgres.ResumeAsync();
        await Eventually.TrueAsync(async () => await HeedPair.PostAlertsAsync(pair.Leader, "Short") == HttpStatusCode.OK);
        Assert.Equal("Short firing", Told(await hook.NextAsync()));
        await HeedPair.SentAsync(pair.Leader);
        Assert.True(await HeedPair.LeadsAsync(pair.Leader));

        // For longer: nobody is notified, which both say, and everything else goes on.
        await WhileAwayAsync([pair.Leader, pair.Follower], async heed =>
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await HeedPair.PostAlertsAsync(heed, "Lost"));
            await HeedPair.BecomesAsync(heed, "heed_leaderless", 1);
            await HeedPair.BecomesAsync(heed, "heed_state_reachable", 0);
            Assert.Equal(HttpStatusCode.OK, (await heed.Client.GetAsync("api/v1/query?query=vector(1)", TestContext.Current.CancellationToken)).StatusCode);
            Assert.DoesNotContain(PostgresProcess.Password, heed.Output, StringComparison.Ordinal);
        });
        await Eventually.TrueAsync(async () => await HeedPair.PostAlertsAsync(pair.Follower, "Short", "Back") == HttpStatusCode.OK);
        Assert.Equal("Back firing", Told(await hook.NextAsync()));
        await HeedPair.SentAsync(pair.Follower);
        Assert.Equal(0, hook.Waiting);
    }

    [Fact]
    public async Task An_answer_that_could_not_be_recorded_in_time_is_recorded_where_the_same_server_leads_next()
    {
        await using WebhookListener hook = await WebhookListener.StartAsync();
        await using HeedPair pair = await HeedPair.StartAsync(await fixture.NewDatabaseAsync(), hook.Address);
        Assert.Equal("Always firing", Told(await hook.NextAsync()));
        await HeedPair.SentAsync(pair.Leader);
        await pair.Follower.KillAsync();
        using SemaphoreSlim answer = new(0);
        hook.BeforeAnswer = () => answer.WaitAsync();
        Assert.Equal(HttpStatusCode.OK, await HeedPair.PostAlertsAsync(pair.Leader, "Taken"));
        Assert.Equal("Taken firing", Told(await hook.NextAsync()));
        await WhileAwayAsync([pair.Leader], static _ => Task.CompletedTask, () => answer.Release());
        hook.BeforeAnswer = static () => Task.CompletedTask;
        await Eventually.TrueAsync(() => HeedPair.LeadsAsync(pair.Leader));
        await HeedPair.SentAsync(pair.Leader);
        Assert.Equal(HttpStatusCode.OK, await HeedPair.PostAlertsAsync(pair.Leader, "Taken", "Next"));
        Assert.Equal("Next firing", Told(await hook.NextAsync()));
        await HeedPair.SentAsync(pair.Leader);
        Assert.Equal(0, hook.Waiting);
    }

    private static async Task AssertRolesAsync(HeedPair pair)
    {
        string leader = pair.Leader.Address.ToString().TrimEnd('/');
        Assert.Equal("ready, leads", await HeedPair.ReadinessAsync(pair.Leader));
        await HeedPair.BecomesAsync(pair.Leader, "heed_leader", 1);
        await HeedPair.BecomesAsync(pair.Follower, "heed_leader", 0);
        await HeedPair.BecomesAsync(pair.Leader, "heed_pair_servers", 2);
        foreach (HeedProcess heed in new[] { pair.Leader, pair.Follower })
        {
            JsonElement told = (await HeedPair.GetAsync(heed, "v1/status")).GetProperty("pair");
            Assert.Equal(leader, told.GetProperty("leader").GetString());
            Assert.Equal(heed == pair.Leader, told.GetProperty("leads").GetBoolean());
        }
    }

    /// <summary>The database goes away for longer than the lease, which every server says, and comes back.</summary>
    private async Task WhileAwayAsync(HeedProcess[] servers, Func<HeedProcess, Task> look, Action? atOnce = null)
    {
        await fixture.Postgres.CrashAsync();
        try
        {
            atOnce?.Invoke();
            foreach (HeedProcess heed in servers)
            {
                await Eventually.TrueAsync(async () => (await HeedPair.ReadinessAsync(heed)).StartsWith("ready for events; nobody is notified: postgres://heed@127.0.0.1:", StringComparison.Ordinal));
                await look(heed);
            }
        }
        finally
        {
            await fixture.Postgres.ResumeAsync();
        }
    }

    private static string Told(JsonElement notice) =>
        $"{notice.GetProperty("commonLabels").GetProperty("alertname").GetString()} {notice.GetProperty("status").GetString()}";

    private static string Silence(string name) => JsonSerializer.Serialize(new
    {
        matchers = new[] { new { name = "alertname", value = name, isRegex = false, isEqual = true } },
        startsAt = "2020-01-01T00:00:00Z",
        endsAt = "2999-01-01T00:00:00Z",
        createdBy = "ana",
        comment = "planned",
    });
}
