package org.melascope.training.backbone;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** What the processor can do, as the Java virtual machine found out when it started. */
final class Processor {
  /** Which vectors the virtual machine uses: 3 where there is AVX-512. */
  private static final String LEVEL = "UseAVX";

  /** Whether it computes with vectors of 512 bits. */
  static final boolean HAS_AVX_512 = level() >= 3;

  private Processor() {}

  /** 0 on processors of another kind, and in other virtual machines than HotSpot. */
  private static int level() {
    @Nullable HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine == null) {
      return 0;
    }
    try {
      return Integer.parseInt(machine.getVMOption(LEVEL).getValue());
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }
}
