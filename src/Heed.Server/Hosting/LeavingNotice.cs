using Heed.Server.Leadership;
using Heed.Server.State;

namespace Heed.Server.Hosting;

/// <summary>A notice that is kept and may leave for as long as its term is held.</summary>
internal readonly record struct LeavingNotice(OutboxEntry Entry, LeaderTerm Term);
