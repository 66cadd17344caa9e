"use client";

import { PageFault } from "@/components/layout/page-fault";

export default PageFault;
