using Heed.Storage.Deletions;

namespace Heed.Storage.Head;

/// <summary>What a snapshot says before its series.</summary>
/// <param name="ReplayFrom">The first log file whose samples the snapshot may lack.</param>
/// <param name="NextId">The next free id.</param>
/// <param name="Deletions">Those that blocks still wait for.</param>
internal readonly record struct HeadSnapshotStart(long ReplayFrom, int NextId, IReadOnlyList<Deletion> Deletions);
