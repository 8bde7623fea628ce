using Heed.Alerting.Dispatching;
using Heed.Rules.Groups;
using Heed.Server.Hosting;
using Heed.Server.State;

namespace Heed.Server.Leadership;

/// <summary>What every term of alerting is made of.</summary>
/// <param name="Inventory">What <c>heed.yml</c> reaches.</param>
/// <param name="Options">Of alert routing.</param>
/// <param name="State">Where it is kept.</param>
/// <param name="Outbox">Takes the notices.</param>
/// <param name="Rules">Whose state is kept with it.</param>
internal sealed record AlertingTermParts(
    Inventory Inventory, DispatcherOptions Options, StateDatabase State, INotificationOutbox Outbox, RuleEngine Rules);
