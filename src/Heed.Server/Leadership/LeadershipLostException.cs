namespace Heed.Server.Leadership;

/// <summary>What somebody asked to change was not kept, since this server ceased to lead meanwhile: the server that leads has to be asked.</summary>
public sealed class LeadershipLostException() : Exception("expected this server to lead until the change was kept, found that it does not lead any more");
