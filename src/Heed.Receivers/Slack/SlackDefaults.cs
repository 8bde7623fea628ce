using Heed.Http;

namespace Heed.Receivers.Slack;

/// <summary>What <c>global</c> says of Slack, for entries that say nothing themselves.</summary>
internal sealed record SlackDefaults(Credential? ApiUrl, Credential? AppToken, Uri AppUrl);
