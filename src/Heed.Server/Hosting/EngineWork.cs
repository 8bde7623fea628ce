using Heed.Model.Records;

namespace Heed.Server.Hosting;

/// <summary>One thing for the engine's owner to do, in the order in which it was handed in.</summary>
internal abstract record EngineWork
{
    /// <summary>Accepted events: made durable together with their neighbours in the queue, then applied.</summary>
    internal sealed record Events(
        RecordBatch Batch, ReadOnlyMemory<byte> Canonical, long AcceptedAtMs, TaskCompletionSource<string?> Done) : EngineWork;

    /// <summary>A question about the engine's state, answered by its owner.</summary>
    internal sealed record Question(Action<Engine> Answer) : EngineWork;

    /// <summary>A change of the engine's state: done by its owner, and answered once it is kept or could not be.</summary>
    internal sealed record Change(Action<Engine> Make, Action<Exception?> Answer) : EngineWork;

    /// <summary>A recorded stream's clock has come to a time.</summary>
    internal sealed record Tick(long TimeMs) : EngineWork;
}
