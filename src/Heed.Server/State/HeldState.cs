using System.Data.Common;

using Heed.Model.Parsing;

namespace Heed.Server.State;

/// <summary>State that no server uses as long as this is held.</summary>
internal abstract class HeldState : IAsyncDisposable
{
    public abstract IStateStore Store { get; }

    /// <summary>Whether no server can have used it since it was taken.</summary>
    public abstract bool IsStillHeld { get; }

    /// <summary>Takes it; fails with a sentence where a server uses it, where it cannot be read, or where none is and none may be made.</summary>
    /// <param name="place">Where it lies.</param>
    /// <param name="creates">Whether it is made where there is none.</param>
    /// <param name="clock">The machine's.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<ParseResult<HeldState>> TakeAsync(StatePlace place, bool creates, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            return place.Postgres is { } options
                ? await HeldDatabase.TakeAsync(options, creates, clock, cancellation).ConfigureAwait(false)
                : HeldDirectory.Take(place, creates);
        }
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException or InvalidDataException or TimeoutException)
        {
            string problem = place.Postgres is { } options ? Leadership.PostgresSource.Describe(error, options) : error.Message;
            return ParseResult<HeldState>.Failure(problem);
        }
    }

    public abstract ValueTask DisposeAsync();
}
