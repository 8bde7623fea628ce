using System.Data.Common;

using Heed.Model.Parsing;
using Heed.Server.Configuration;
using Heed.Server.Leadership;

namespace Heed.Server.State;

/// <summary>The state of a PostgreSQL, whose lease keeps servers from leading: they follow, and nobody is notified, until it is given back.</summary>
internal sealed class HeldDatabase : HeldState
{
    private readonly SharedState _shared;
    private readonly long _term;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _prolonging;
    private volatile bool _isLost;

    private HeldDatabase(SharedState shared, long term, TimeProvider clock)
    {
        _shared = shared;
        _term = term;
        _shared.Store.Term = term;
        _prolonging = ProlongAsync(clock, _over.Token);
    }

    public override IStateStore Store => _shared.Store;

    public override bool IsStillHeld => !_isLost && _shared.Lease.ProlongAsync(_term, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>See <see cref="HeldState.TakeAsync"/>.</summary>
    public static async Task<ParseResult<HeldState>> TakeAsync(StateOptions options, bool creates, TimeProvider clock, CancellationToken cancellation)
    {
        if (!creates && !await StateProbe.HasStateAsync(options, cancellation).ConfigureAwait(false))
        {
            return ParseResult<HeldState>.Failure($"expected state in {options.Postgres}, found no schema {PostgresSchema.Name}");
        }

        SharedState shared = SharedState.Create(options);
        try
        {
            ParseResult<HeldState> taken = await TakeAsync(shared, clock, cancellation).ConfigureAwait(false);
            if (!taken.IsSuccess) await shared.DisposeAsync().ConfigureAwait(false);
            return taken;
        }
        catch
        {
            await shared.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _prolonging.ConfigureAwait(false);
        try
        {
            await _shared.Lease.GiveBackAsync(_term, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is DbException or TimeoutException or IOException)
        {
            // The lease runs out by itself.
        }

        await _shared.DisposeAsync().ConfigureAwait(false);
        _over.Dispose();
    }

    private static async Task<ParseResult<HeldState>> TakeAsync(SharedState shared, TimeProvider clock, CancellationToken cancellation)
    {
        if (await shared.PrepareAsync(cancellation).ConfigureAwait(false) is { } problem) return ParseResult<HeldState>.Failure(problem);
        LeaseView seen = await shared.Lease.LookAsync(cancellation).ConfigureAwait(false);
        long? term = seen.IsFree ? await shared.Lease.TakeAsync(seen, cancellation).ConfigureAwait(false) : null;
        return term is { } number
            ? ParseResult<HeldState>.Success(new HeldDatabase(shared, number, clock))
            : ParseResult<HeldState>.Failure(
                $"a server uses {shared.Options.Postgres}, {(seen.Address.Length > 0 ? seen.Address : "which has just begun to lead")}: stop both servers first; "
                + $"one that was killed holds it for {LeaseTimes.Length.TotalSeconds:0} s");
    }

    private async Task ProlongAsync(TimeProvider clock, CancellationToken over)
    {
        using PeriodicTimer timer = new(LeaseTimes.ProlongEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(over).ConfigureAwait(false))
            {
                if (!await _shared.Lease.ProlongAsync(_term, over).ConfigureAwait(false)) _isLost = true;
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // It is given back.
        }
        catch (Exception error) when (error is DbException or TimeoutException or IOException)
        {
            // What cannot be prolonged may be another's: whoever copies asks before it takes what it read for whole.
            _isLost = true;
        }
    }
}
