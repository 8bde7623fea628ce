namespace Heed.Server.State;

/// <summary>The words for delivery states: in the database, in metrics, on the screen.</summary>
public static class DeliveryStates
{
    public static string Word(this DeliveryState state) => state switch
    {
        DeliveryState.Sent => "sent",
        DeliveryState.Failed => "failed",
        _ => "pending",
    };

    public static DeliveryState Parse(string word) => word switch
    {
        "sent" => DeliveryState.Sent,
        "failed" => DeliveryState.Failed,
        _ => DeliveryState.Pending,
    };
}
