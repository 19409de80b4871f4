package org.melascope.evaluation.report;

import java.util.Locale;

/**
 * What the energy and the carbon dioxide of a training are estimated with. Neither is measured: a
 * program cannot ask most machines how much power they draw.
 *
 * @param watts mean power of the machine while it trains
 * @param gramsPerKilowattHour carbon dioxide equivalents per kilowatt-hour of electricity
 */
public record EnergyEstimate(double watts, double gramsPerKilowattHour) {
  /**
   * A desktop processor at work without a graphics card, and the world's mean electricity of 2023
   * (Ember, 2024: 481 g).
   */
  public static final EnergyEstimate DEFAULT = new EnergyEstimate(65, 481);

  public EnergyEstimate {
    if (!(watts > 0 && Double.isFinite(watts))) {
      throw new IllegalArgumentException("the power must be positive, not " + watts + " W");
    }
    if (!(gramsPerKilowattHour >= 0 && Double.isFinite(gramsPerKilowattHour))) {
      throw new IllegalArgumentException(
          "the carbon intensity must not be negative, not " + gramsPerKilowattHour + " g/kWh");
    }
  }

  /** Kilowatt-hours for so many seconds: hours times watts, divided by 1000. */
  public double kilowattHours(double seconds) {
    return seconds / 3600 * watts / 1000;
  }

  /** Grams of carbon dioxide equivalents for so many seconds. */
  public double grams(double seconds) {
    return kilowattHours(seconds) * gramsPerKilowattHour;
  }

  String inWords(TrainingTime time) {
    double hours = time.seconds() / 3600;
    return String.format(
        Locale.ROOT,
        "%.1f hours of computation %s Estimated, not measured:"
            + " %.1f h x %.0f W / 1000 = %.2f kWh, x %.0f g/kWh = %.0f g of CO2 equivalents. Assumed are the"
            + " mean power of the machine and the carbon intensity of its electricity;"
            + " `melascope model card --power W --carbon-intensity G` takes better ones.",
        hours,
        time.scope(),
        hours,
        watts,
        kilowattHours(time.seconds()),
        gramsPerKilowattHour,
        grams(time.seconds()));
  }
}
