using Heed.Remote.Reading;
using Heed.Remote.Writing;

namespace Heed.Remote;

/// <summary>What stands under <c>storage: remote:</c>.</summary>
/// <param name="Query">Null where nothing is read from the store.</param>
/// <param name="Write">Null where nothing is written to it.</param>
public sealed record RemoteStoreOptions(RemoteReadOptions? Query, RemoteWriteOptions? Write);
