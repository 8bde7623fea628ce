using System.Data.Common;

using Heed.Model.Parsing;

namespace Heed.Server.State;

/// <summary>
/// Copies a whole state from one place to another: alerts, incidents, silences, notices, the journal, the state of rules. All of it or
/// nothing, into an empty place, while no server uses either.
/// </summary>
public static class StateCopy
{
    /// <summary>What the other place has now; or why nothing was copied.</summary>
    /// <param name="from">Left as it is.</param>
    /// <param name="to">Made where it is missing.</param>
    /// <param name="progress">Told of the share that was read; null for nobody.</param>
    /// <param name="clock">The machine's.</param>
    /// <param name="cancellation">Ends it with nothing written.</param>
    public static async Task<ParseResult<StateCounts>> RunAsync(
        StatePlace from, StatePlace to, IProgress<double>? progress, TimeProvider clock, CancellationToken cancellation)
    {
        if (from.ToString() == to.ToString()) return Failure($"expected two places, found {from} twice");
        ParseResult<HeldState> source = await HeldState.TakeAsync(from, creates: false, clock, cancellation).ConfigureAwait(false);
        if (!source.IsSuccess) return Failure(source.Error.Message);
        await using HeldState read = source.Value;
        ParseResult<HeldState> target = await HeldState.TakeAsync(to, creates: true, clock, cancellation).ConfigureAwait(false);
        if (!target.IsSuccess) return Failure(target.Error.Message);
        await using HeldState written = target.Value;
        try
        {
            return Copy(from, read, to, written, progress, cancellation);
        }
        catch (Exception error) when (error is DbException or InvalidDataException or IOException)
        {
            return Failure($"{from} could not be copied to {to}, where nothing was written: {error.Message}");
        }
    }

    private static ParseResult<StateCounts> Copy(
        StatePlace from, HeldState read, StatePlace to, HeldState written, IProgress<double>? progress, CancellationToken cancellation)
    {
        long rows = StateTable.All.Sum(t => t.Count(read.Store));
        if (rows == 0) return Failure($"expected state in {from}, found none");
        StateTable? used = StateTable.All.FirstOrDefault(t => t.Count(written.Store) > 0);
        if (used is not null) return Failure(NotEmpty(to, used.Count(written.Store), used));
        StateCounts counts = StateCounts.Of(read.Store);
        WriteOutcome outcome = written.Store.Write(Rows(from, read, rows, progress, cancellation), out _);
        if (outcome == WriteOutcome.Superseded) return Failure($"a server has begun to use {to}; nothing was copied");
        StateCounts copied = StateCounts.Of(written.Store);
        return copied == counts
            ? ParseResult<StateCounts>.Success(copied)
            : Failure($"expected in {to} what {from} has, {counts}, found {copied}: do not use the copy");
    }

    /// <summary>Everything, in one transaction of whoever goes through it.</summary>
    private static IEnumerable<StateStatement> Rows(StatePlace from, HeldState read, long rows, IProgress<double>? progress, CancellationToken cancellation)
    {
        long done = 0;
        foreach (StateStatement row in StateTable.All.SelectMany(t => t.Rows(read.Store)))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
            progress?.Report((double)++done / rows);
        }

        if (!read.IsStillHeld) throw new StateTakenException($"a server has begun to use {from}");
    }

    private static string NotEmpty(StatePlace to, long rows, StateTable table)
    {
        string remedy = to.Postgres is null
            ? "move it away first"
            : $"DROP SCHEMA {PostgresSchema.Name} CASCADE empties it, and what it holds is lost";
        return FormattableString.Invariant($"expected no state in {to}, found {rows} rows of {table}: {remedy}");
    }

    private static ParseResult<StateCounts> Failure(string message) => ParseResult<StateCounts>.Failure(message);

    /// <summary>Undoes the transaction that reads while it writes.</summary>
    private sealed class StateTakenException(string message) : DbException(message);
}
