using System.Runtime.CompilerServices;

namespace Heed.Ingest.Events;

/// <summary>The values of one event by <see cref="EventMember"/>.</summary>
[InlineArray(EventMembers.Count)]
internal struct MemberTokens
{
    private MemberToken _first;
}
