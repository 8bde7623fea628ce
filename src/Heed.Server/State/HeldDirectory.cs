using Heed.Model.Parsing;
using Heed.Server.Hosting;

namespace Heed.Server.State;

/// <summary>The state of a data directory, whose lock keeps servers out.</summary>
internal sealed class HeldDirectory : HeldState
{
    private readonly DataLock _lock;
    private readonly SqliteStore _store;

    private HeldDirectory(DataLock taken, SqliteStore store)
    {
        _lock = taken;
        _store = store;
    }

    public override IStateStore Store => _store;

    /// <summary>The lock goes with the process alone.</summary>
    public override bool IsStillHeld => true;

    /// <summary>See <see cref="HeldState.TakeAsync"/>.</summary>
    public static ParseResult<HeldState> Take(StatePlace place, bool creates)
    {
        if (!creates && !File.Exists(place.File)) return ParseResult<HeldState>.Failure($"expected state in {place}, found no such file");
        if (DataLock.TryTake(place.Directory) is not { } taken)
        {
            return ParseResult<HeldState>.Failure($"a server uses {place.Directory}: stop it first");
        }

        try
        {
            return ParseResult<HeldState>.Success(new HeldDirectory(taken, SqliteStore.Open(place.File)));
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    public override ValueTask DisposeAsync()
    {
        _store.Dispose();
        _lock.Dispose();
        return ValueTask.CompletedTask;
    }
}
