namespace Heed.Remote.Writing;

/// <summary>A request that waits in the queue.</summary>
/// <param name="Sequence">Its number in the queue.</param>
/// <param name="Samples">How many it carries.</param>
/// <param name="Body">A snappy block, ready to be sent.</param>
internal sealed record QueuedRequest(ulong Sequence, int Samples, byte[] Body);
