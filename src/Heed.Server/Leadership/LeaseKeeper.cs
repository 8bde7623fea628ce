using System.Data.Common;
using System.Threading.Channels;

using Heed.Server.Hosting;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Leadership;

/// <summary>
/// Takes the lease where nobody has it, keeps it, and gives it back at the end. Between taking it and leading lies loading the state, on
/// the engine's turn; the lease is prolonged meanwhile.
/// </summary>
internal sealed class LeaseKeeper : BackgroundService
{
    private readonly SharedState _shared;
    private readonly Station _station;
    private readonly EngineLoop _loop;
    private readonly TimeProvider _clock;
    private readonly ILogger<LeaseKeeper> _log;
    private LeaderTerm? _term;
    private Task? _loading;
    private bool _isPrepared;
    private string _told = "";

    /// <param name="shared">The lease, and the state behind it.</param>
    /// <param name="station">Leads or follows.</param>
    /// <param name="loop">Whose turn it is to change that.</param>
    /// <param name="clock">The machine's, not the engine's.</param>
    /// <param name="log">Told of every change.</param>
    public LeaseKeeper(SharedState shared, Station station, EngineLoop loop, TimeProvider clock, ILogger<LeaseKeeper> log)
    {
        _shared = shared;
        _station = station;
        _loop = loop;
        _clock = clock;
        _log = log;
    }

    private PairStatus Status => _shared.Status;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _shared.Listening.WaitAsync(stoppingToken).ConfigureAwait(false);
            while (true)
            {
                Task pause = Task.Delay(await StepAsync(stoppingToken).ConfigureAwait(false), _clock, stoppingToken);
                await (_loading is { } loading ? Task.WhenAny(loading, pause) : pause).ConfigureAwait(false);
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await GiveBackAsync().ConfigureAwait(false);
        }
    }

    /// <summary>One look at the lease; how long to wait before the next.</summary>
    private async Task<TimeSpan> StepAsync(CancellationToken stopping)
    {
        try
        {
            if (_term is { } term) await HoldAsync(term, stopping).ConfigureAwait(false);
            else await FollowAsync(stopping).ConfigureAwait(false);
            return _term is null || _loading is not null ? LeaseTimes.LookEvery : LeaseTimes.ProlongEvery;
        }
        catch (Exception error) when (error is DbException or TimeoutException or IOException)
        {
            Lose(_shared.Describe(error));
            _shared.DropConnections();
            if (_term is { HasEnded: true } term) await StepDownAsync(term, "its lease ran out while the database could not be reached").ConfigureAwait(false);
            return LeaseTimes.LookEvery;
        }
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        if (!_isPrepared)
        {
            if (await _shared.PrepareAsync(stopping).ConfigureAwait(false) is { } problem)
            {
                Lose(problem);
                return;
            }

            _isPrepared = true;
        }

        LeaseView seen = await _shared.Lease.LookAsync(stopping).ConfigureAwait(false);
        See(seen);
        if (!seen.IsFree) return;
        LeaseMoment asked = LeaseMoment.Of(_clock);
        if (await _shared.Lease.TakeAsync(seen, stopping).ConfigureAwait(false) is not { } number) return;
        LeaderTerm term = new(number, LeaseTimes.Length, asked, _clock);
        _term = term;
        _loading = _loop.AskAsync(_ => _station.TakeOver(term), stopping);
        See(await _shared.Lease.LookAsync(stopping).ConfigureAwait(false));
    }

    private async Task HoldAsync(LeaderTerm term, CancellationToken stopping)
    {
        if (term.HasEnded)
        {
            await StepDownAsync(term, "its lease ran out, or another server leads").ConfigureAwait(false);
            return;
        }

        LeaseMoment asked = LeaseMoment.Of(_clock);
        if (!await _shared.Lease.ProlongAsync(term.Number, stopping).ConfigureAwait(false))
        {
            await StepDownAsync(term, "another server has taken the lease").ConfigureAwait(false);
            return;
        }

        term.Prolong(asked);
        See(await _shared.Lease.LookAsync(stopping).ConfigureAwait(false));
        if (_loading is { IsCompleted: true }) await BeginAsync(term).ConfigureAwait(false);
    }

    /// <summary>The state is loaded, or could not be.</summary>
    private async Task BeginAsync(LeaderTerm term)
    {
        Task loading = _loading!;
        _loading = null;
        try
        {
            await loading.ConfigureAwait(false);
            Status.Lead(term);
            _told = "";
            PairLog.Leads(_log, term.Number);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            PairLog.NotLoaded(_log, error);
            await StepDownAsync(term, "its state could not be loaded").ConfigureAwait(false);
            await _shared.Lease.GiveBackAsync(term.Number, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task StepDownAsync(LeaderTerm term, string reason)
    {
        term.End();
        _term = null;
        _loading = null;
        Status.Follow();
        PairLog.Steps(_log, term.Number, reason);
        try
        {
            await _loop.AskAsync(_ => _station.StepDown(term), CancellationToken.None).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // The server is stopping: the engine does nothing more.
        }
    }

    private void See(LeaseView seen)
    {
        if (!Status.View.IsReachable && _told.Length > 0) PairLog.Found(_log);
        Status.See(seen);
        string leader = seen.IsFree || _term is not null ? "" : seen.Address;
        if (leader.Length > 0 && leader != _told) PairLog.Follows(_log, leader);
        _told = leader;
    }

    /// <summary>Said once for each problem, not once a second.</summary>
    private void Lose(string problem)
    {
        Status.Lose(problem);
        if (_told != problem) PairLog.Lost(_log, problem);
        _told = problem;
    }

    /// <summary>Everything is kept by now: the other server need not wait for the lease to run out.</summary>
    private async Task GiveBackAsync()
    {
        if (_term is not { } term) return;
        term.End();
        Status.Follow();
        try
        {
            await _shared.Lease.GiveBackAsync(term.Number, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is DbException or TimeoutException or IOException)
        {
            PairLog.Lost(_log, _shared.Describe(error));
        }
    }
}
